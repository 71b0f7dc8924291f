import { inSnapshot } from '../../../database/in-snapshot.ts';
import { notFound } from '../../../shared/app-error.ts';
import type { TeamContext } from '../../../shared/context.ts';
import { kindOfId } from '../../../shared/ids.ts';
import { seesSyncs } from '../sync.policy.ts';
import { runView } from './run-view.ts';
import { SyncRun, type SyncRunView } from './sync-run.entity.ts';

/** @throws AppError NOT_FOUND, also for whoever may not see syncs */
export const getSyncRun = async (ctx: TeamContext, id: string): Promise<SyncRunView> => {
  const run = seesSyncs(ctx.actor) && kindOfId(id) === 'run' ? await inSnapshot(ctx, ({ em }) => em.findOne(SyncRun, { id })) : null;
  if (!run) throw notFound('Sync run');
  return runView(run, ctx.clock.now());
};
