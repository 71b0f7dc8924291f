import type { Tx } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { endSession } from './end-session.ts';
import type { EndOfFamily } from './end-family.ts';
import { EndRestOfFamily } from './end-rest-of-family.ts';

/** Ends a session of the team, and orders the end of its family with the same commit. Call `endFamily` after it, for speed. */
export const endWithFamily = async (tx: Tx, sessionId: string, { userId, family, action }: EndOfFamily): Promise<void> => {
  await endSession(tx, { sessionId, userId, action });
  enqueue(tx, EndRestOfFamily, { teamId: tx.actor.teamId, userId, family, action, ip: tx.origin?.ip ?? null });
};
