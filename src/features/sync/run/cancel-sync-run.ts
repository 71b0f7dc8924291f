import type { Tx } from '../../../database/in-transaction.ts';
import type { TeamContext } from '../../../shared/context.ts';
import { cancelAttempts } from '../cancel-attempts.ts';
import { callOff } from './call-off-runs.ts';
import { announceRun } from './run.events.ts';
import { settleRun } from './settle-run.ts';
import { steerSyncRun } from './steer-sync-run.ts';
import type { SyncRunRow, SyncRunView } from './sync-run.entity.ts';

/** What is on its way to the CRM at this moment ends as the CRM says; what somebody else wants as well goes on. */
const stop = `
  update sync_states set status = 'CANCELLED', due_at = null, claim = null, claimed_wanted = null, tries = 0
  where team_id = ? and run_id = ? and status in ('QUEUED', 'RETRYING')
  returning attempt_id`;

const cancel = async (tx: Tx, run: SyncRunRow): Promise<void> => {
  callOff(run);
  const stopped = await tx.em.execute<{ attempt_id: string | null }[]>(stop, [run.teamId, run.id]);
  await cancelAttempts(tx, stopped.flatMap(({ attempt_id: id }) => id ?? []), 'Cancelled with its run.');
  await settleRun(tx, run);
  announceRun(tx, run);
};

/** Calls a run off: no further lead is taken, and what waits to be tried again is cancelled. @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT */
export const cancelSyncRun = (ctx: TeamContext, id: string): Promise<SyncRunView> =>
  steerSyncRun(ctx, id, { deed: 'cancel', already: ({ status }) => status === 'CANCELLED', change: cancel });
