import { DrainConnection } from './drain-connection.ts';
import { getAttempt } from './get-attempt.ts';
import { sweepDueSyncs } from './sweep-due-syncs.ts';
import { SyncAttempt } from './sync-attempt.entity.ts';
import { SyncDrain } from './sync-drain.entity.ts';
import { SyncState } from './sync-state.entity.ts';
import { syncEvents, SyncPreviewed } from './sync.events.ts';
import { syncGauges } from './sync.gauges.ts';
import { syncReactions } from './sync.reactions.ts';
import { syncResolvers } from './sync.resolvers.ts';
import { syncRoutes } from './sync.routes.ts';
import { crmSync } from './sync.subscriptions.ts';

/** What a lead owes each CRM, the drains that bring it there, and the attempts that tell of it. */
export const syncFeature = {
  entities: [SyncState, SyncAttempt, SyncDrain],
  resolvers: syncResolvers,
  nodes: { attempt: getAttempt },
  subscriptions: { crmSync },
  events: [...Object.values(syncEvents), SyncPreviewed],
  reactions: syncReactions,
  jobs: [DrainConnection],
  schedules: [sweepDueSyncs],
  gauges: syncGauges,
  routes: syncRoutes,
};
