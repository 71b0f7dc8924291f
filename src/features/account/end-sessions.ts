import type { Tx } from '../../database/in-transaction.ts';
import { emit } from '../../events/emit.ts';
import { audit } from './audit.ts';
import { MembershipChanged } from './membership.events.ts';
import { revokeSessions } from './revoke-sessions.ts';

/** Ends all sessions that a person has in the team: their tokens are refused from the commit on, and their sockets are closed. */
export const endSessions = async (tx: Tx, userId: string, action: string): Promise<void> => {
  await revokeSessions(tx, userId);
  emit(tx, MembershipChanged, userId, { change: 'SIGNED_OUT', memberId: null, userId, apiKeyId: null, role: null, ends: { userId } });
  await audit(tx, { action, target: userId });
};
