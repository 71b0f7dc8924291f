import type { Tx } from '../../../database/in-transaction.ts';
import { doneOf } from './run-view.ts';
import type { SyncRunRow } from './sync-run.entity.ts';

/** How soon a run whose leads are all taken is looked at again for what is still on its way, in milliseconds. */
const LOOK_AGAIN_MS = 30_000;

const openRows = 'select 1 from sync_attempts where team_id = ? and run_id = ? and finished_at is null limit 1';

const endedRows = `
  select
    count(*) filter (where action = 'CREATED')::int as created, count(*) filter (where action = 'UPDATED')::int as updated,
    count(*) filter (where action = 'SKIPPED')::int as skipped, count(*) filter (where action = 'UNCHANGED')::int as unchanged,
    count(*) filter (where action = 'FAILED')::int as failed, count(*) filter (where status = 'CANCELLED')::int as cancelled
  from sync_attempts where team_id = ? and run_id = ?`;

type Counts = Pick<SyncRunRow, 'created' | 'updated' | 'skipped' | 'unchanged' | 'failed' | 'cancelled'>;

/**
 * Ends a run whose last row is through, by what its rows say: what was added up on the way could not know of those that
 * ended elsewhere. Leads that it counted and never came to, because they were deleted or have left its filter, are not
 * of its total; of one that was called off they are cancelled.
 */
export const settleRun = async (tx: Tx, run: SyncRunRow): Promise<void> => {
  if (!run.allTaken || run.finishedAt !== null) return;
  await tx.em.flush();
  const open = await tx.em.execute<unknown[]>(openRows, [run.teamId, run.id]);
  const calledOff = run.status === 'CANCELLED';
  if (open.length > 0) {
    run.dueAt = new Date(tx.clock.now().getTime() + LOOK_AGAIN_MS);
    return;
  }
  const [counts] = await tx.em.execute<Counts[]>(endedRows, [run.teamId, run.id]);
  Object.assign(run, counts);
  if (calledOff) run.cancelled += Math.max(run.total - doneOf(run), 0);
  Object.assign(run, { status: calledOff ? 'CANCELLED' : 'SUCCEEDED', total: doneOf(run), dueAt: null, note: null, finishedAt: tx.clock.now() });
};
