import type { Tx } from '../../../database/in-transaction.ts';
import type { SyncAction, SyncAttemptRow } from '../sync-attempt.entity.ts';
import { announceRun } from './run.events.ts';
import { settleRun } from './settle-run.ts';
import type { SyncRunRow } from './sync-run.entity.ts';

const counters = { CREATED: 'created', UPDATED: 'updated', SKIPPED: 'skipped', UNCHANGED: 'unchanged', FAILED: 'failed' } as const satisfies Record<SyncAction, keyof SyncRunRow>;

/** Adds up what became of rows of these runs, which the caller holds locked, and says how far they are. */
export const countInRuns = async (tx: Tx, runs: readonly SyncRunRow[], attempts: readonly SyncAttemptRow[]): Promise<void> => {
  for (const run of runs) {
    for (const { runId, action, finishedAt } of attempts) if (runId === run.id && action !== null && finishedAt !== null) run[counters[action]] += 1;
    await settleRun(tx, run);
    announceRun(tx, run);
  }
};
