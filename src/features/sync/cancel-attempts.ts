import type { Tx } from '../../database/in-transaction.ts';
import { SyncAttempt } from './sync-attempt.entity.ts';
import { announce } from './sync.events.ts';

/** Attempts that are read and announced at a time. */
const PAGE = 500;

/** Ends attempts before they reached the CRM, and announces each. The caller sees to their rows. */
export const cancelAttempts = async (tx: Tx, attemptIds: readonly string[], message: string): Promise<void> => {
  const ids = [...attemptIds].sort();
  for (let from = 0; from < ids.length; from += PAGE) {
    const attempts = await tx.em.find(SyncAttempt, { teamId: tx.actor.teamId, id: { $in: ids.slice(from, from + PAGE) } }, { orderBy: { id: 'asc' }, refresh: true });
    for (const attempt of attempts) {
      Object.assign(attempt, { status: 'CANCELLED', message, finishedAt: tx.clock.now() });
      announce(tx, attempt);
    }
  }
};
