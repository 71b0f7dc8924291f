import type { TeamContext } from '../../../shared/context.ts';
import { announceRun } from './run.events.ts';
import { steerSyncRun } from './steer-sync-run.ts';
import type { SyncRunView } from './sync-run.entity.ts';
import { wakeRun } from './wake-run.ts';

/** Has a paused run go on where it was. @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT */
export const resumeSyncRun = (ctx: TeamContext, id: string): Promise<SyncRunView> =>
  steerSyncRun(ctx, id, {
    deed: 'resume',
    already: ({ status }) => status === 'QUEUED' || status === 'RUNNING',
    change: (tx, run) => {
      Object.assign(run, { status: run.startedAt === null ? 'QUEUED' : 'RUNNING', dueAt: tx.clock.now() });
      announceRun(tx, run);
      wakeRun(tx, run);
      return Promise.resolve();
    },
  });
