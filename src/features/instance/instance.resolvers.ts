import type { Resolvers } from '../../graphql/generated/schema.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { readRealtimeStatus } from './read-realtime-status.ts';

export const instanceResolvers = {
  Query: {
    realtimeStatus: (_, __, ctx) => readRealtimeStatus(requireTeam(ctx)),
  },
} satisfies Resolvers;
