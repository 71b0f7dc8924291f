import { DryRunLeads } from './dry-run-leads.ts';
import { getSyncRun } from './get-sync-run.ts';
import { SyncRunProgressed } from './run.events.ts';
import { runRoutes } from './run.routes.ts';
import { runResolvers } from './run.resolvers.ts';
import { syncRunProgress } from './run.subscriptions.ts';
import { SyncRun } from './sync-run.entity.ts';

/** Many leads on their way to a CRM: what takes them up, how far they are, and who steers them. */
export const runFeature = {
  entities: [SyncRun],
  resolvers: runResolvers,
  nodes: { run: getSyncRun },
  subscriptions: { syncRunProgress },
  events: [SyncRunProgressed],
  jobs: [DryRunLeads],
  routes: runRoutes,
};
