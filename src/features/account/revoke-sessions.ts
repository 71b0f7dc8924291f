import type { Tx } from '../../database/in-transaction.ts';
import { Session } from './session.entity.ts';

/** Ends all sessions that a person has in the team, without announcing it: their tokens are refused from the commit on. */
export const revokeSessions = async (tx: Tx, userId: string): Promise<void> => {
  await tx.em.nativeUpdate(Session, { userId, revokedAt: null }, { revokedAt: tx.clock.now() });
};
