import { inSnapshot } from '../../database/in-snapshot.ts';
import { notFound } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { kindOfId } from '../../shared/ids.ts';
import { SyncAttempt, type SyncAttemptRow } from './sync-attempt.entity.ts';
import { seesSyncs } from './sync.policy.ts';

/** @throws AppError NOT_FOUND, also for whoever may not see syncs */
export const getAttempt = async (ctx: TeamContext, id: string): Promise<SyncAttemptRow> => {
  const attempt = seesSyncs(ctx.actor) && kindOfId(id) === 'attempt' ? await inSnapshot(ctx, ({ em }) => em.findOne(SyncAttempt, { id })) : null;
  if (!attempt) throw notFound('Sync attempt');
  return attempt;
};
