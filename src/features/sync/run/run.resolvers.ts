import { eventFields } from '../../../graphql/event-fields.ts';
import type { Resolvers } from '../../../graphql/generated/schema.ts';
import { requireTeam } from '../../../shared/require-team.ts';
import { cancelSyncRun } from './cancel-sync-run.ts';
import { getSyncRun } from './get-sync-run.ts';
import { listRunRows } from './list-run-rows.ts';
import { listSyncRuns } from './list-sync-runs.ts';
import { pauseSyncRun } from './pause-sync-run.ts';
import { resumeSyncRun } from './resume-sync-run.ts';
import { runOfEvent } from './run.events.ts';
import { csvPathOf } from './run.routes.ts';
import { syncLeads } from './sync-leads.ts';

export const runResolvers = {
  Query: {
    syncRun: (_, { id }, ctx) => getSyncRun(requireTeam(ctx), id),
    syncRuns: (_, args, ctx) => listSyncRuns(requireTeam(ctx), args),
  },
  Mutation: {
    syncLeads: async (_, { input }, ctx) => ({ run: await syncLeads(requireTeam(ctx), input) }),
    pauseSyncRun: async (_, { input }, ctx) => ({ run: await pauseSyncRun(requireTeam(ctx), input.id) }),
    resumeSyncRun: async (_, { input }, ctx) => ({ run: await resumeSyncRun(requireTeam(ctx), input.id) }),
    cancelSyncRun: async (_, { input }, ctx) => ({ run: await cancelSyncRun(requireTeam(ctx), input.id) }),
  },
  SyncRun: {
    rows: ({ id }, args, ctx) => listRunRows(requireTeam(ctx), id, args),
    csvUrl: ({ id }, _, ctx) => `${ctx.parts.site.publicUrl}${csvPathOf(id)}`,
  },
  SyncRunEvent: {
    ...eventFields,
    run: ({ payload }) => runOfEvent(payload),
  },
} satisfies Resolvers;
