import { requireTeam } from '../../shared/require-team.ts';
import { notFound } from '../../shared/app-error.ts';
import type { Resolvers } from '../../graphql/generated/schema.ts';
import { accountLoaders } from './account.loaders.ts';
import { listOwnTeams } from './list-own-teams.ts';
import { readConnection } from './read-connection.ts';
import { rightsOf } from './roles.ts';
import { signIn } from './sign-in.ts';
import { signUp } from './sign-up.ts';

export const accountResolvers = {
  Query: {
    viewer: (_, __, ctx) => {
      const { actor } = requireTeam(ctx);
      return { actor, team: { id: actor.teamId } };
    },
    connection: (_, __, ctx) => readConnection(ctx),
  },
  Mutation: {
    signUp: (_, { input }, ctx) => signUp(ctx, input),
    signIn: (_, { input }, ctx) => signIn(ctx, input),
  },
  Team: {
    name: async ({ id, name }, _, ctx) => {
      const known = name ?? (await accountLoaders(ctx).teamName.load(id));
      if (known === null) throw notFound('Team');
      return known;
    },
  },
  Viewer: {
    user: ({ actor }) => (actor.kind === 'USER' ? actor : null),
    role: ({ actor }) => (actor.kind === 'USER' ? actor.role : null),
    scopes: ({ actor }) => [...rightsOf(actor).scopes],
    teams: ({ actor }, _, ctx) => listOwnTeams(ctx, actor),
  },
} satisfies Resolvers;
