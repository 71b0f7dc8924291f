import type { Tx } from '../../database/in-transaction.ts';
import { Session } from './session.entity.ts';

/** Ends all sessions that a person has in the team, or those begun until a moment, without announcing it: their tokens are refused from the commit on. */
export const revokeSessions = async (tx: Tx, userId: string, until?: Date): Promise<void> => {
  await tx.em.nativeUpdate(Session, { userId, revokedAt: null, ...(until ? { createdAt: { $lte: until } } : {}) }, { revokedAt: tx.clock.now() });
};
