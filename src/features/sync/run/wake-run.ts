import type { Tx } from '../../../database/in-transaction.ts';
import { enqueue } from '../../../jobs/enqueue.ts';
import { DrainConnection } from '../drain-connection.ts';
import { DryRunLeads } from './dry-run-leads.ts';
import type { SyncRunRow } from './sync-run.entity.ts';

/** Has a worker go on with a run. */
export const wakeRun = (tx: Tx, { id, teamId, provider, dryRun }: SyncRunRow): void => {
  if (dryRun) enqueue(tx, DryRunLeads, { teamId, runId: id });
  else enqueue(tx, DrainConnection, { teamId, provider });
};
