import type { Resolvers } from '../../graphql/generated/schema.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { createApiKey } from './create-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { rotateApiKey } from './rotate-api-key.ts';

export const apiKeyResolvers = {
  Query: {
    apiKeys: (_, __, ctx) => listApiKeys(requireTeam(ctx)),
  },
  Mutation: {
    createApiKey: (_, { input }, ctx) => createApiKey(requireTeam(ctx), input),
    rotateApiKey: (_, { input }, ctx) => rotateApiKey(requireTeam(ctx), input),
    revokeApiKey: async (_, { input }, ctx) => ({ apiKey: await revokeApiKey(requireTeam(ctx), input) }),
  },
} satisfies Resolvers;
