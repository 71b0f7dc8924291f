import type { Resolvers } from '../../graphql/generated/schema.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { configureSlack } from './configure-slack.ts';
import { testSlack } from './test-slack.ts';

export const slackResolvers = {
  Mutation: {
    configureSlack: async (_, { input }, ctx) => ({ integration: await configureSlack(requireTeam(ctx), input) }),
    testSlack: (_, __, ctx) => testSlack(requireTeam(ctx)),
  },
} satisfies Resolvers;
