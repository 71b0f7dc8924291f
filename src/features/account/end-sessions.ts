import type { Tx } from '../../database/in-transaction.ts';
import { emit } from '../../events/emit.ts';
import { auditOnce } from './audit-once.ts';
import { MembershipChanged } from './membership.events.ts';
import { revokeSessions } from './revoke-sessions.ts';

/** What ends all sessions of a person: the moment tells it from the next time. */
export interface EndOfSessions {
  userId: string;
  since: Date;
  /** `session.closed_everywhere`, or why they had to end. */
  action: string;
  /** Spares sessions that began after `since`: for whoever comes late. */
  late: boolean;
}

/**
 * Ends all sessions that a person has in the team: their tokens are refused from the commit on, and their sockets are
 * closed. The entry in the audit log shows that it was done: a second call announces nothing.
 */
export const endSessions = async (tx: Tx, { userId, since, action, late }: EndOfSessions): Promise<void> => {
  await revokeSessions(tx, userId, late ? since : undefined);
  const first = await auditOnce(tx, { action, target: userId, since, key: [userId] });
  if (first) emit(tx, MembershipChanged, userId, { change: 'SIGNED_OUT', memberId: null, userId, apiKeyId: null, role: null, ends: { userId } });
};
