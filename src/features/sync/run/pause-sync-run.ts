import type { TeamContext } from '../../../shared/context.ts';
import { announceRun } from './run.events.ts';
import { settleRun } from './settle-run.ts';
import { steerSyncRun } from './steer-sync-run.ts';
import type { SyncRunView } from './sync-run.entity.ts';

/** Has a run take no more leads for now; those of its last batch are brought to their end. @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT */
export const pauseSyncRun = (ctx: TeamContext, id: string): Promise<SyncRunView> =>
  steerSyncRun(ctx, id, {
    deed: 'pause',
    already: ({ status }) => status === 'PAUSED',
    change: async (tx, run) => {
      Object.assign(run, { status: 'PAUSED', dueAt: null, note: null, measuredAt: null });
      await settleRun(tx, run);
      announceRun(tx, run);
    },
  });
