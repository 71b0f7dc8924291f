import { emit } from '../../events/emit.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { audit } from './audit.ts';
import { MembershipChanged } from './membership.events.ts';
import { Session } from './session.entity.ts';

/** One session of a person, with what the event tells of it. */
interface EndedSession {
  sessionId: string;
  userId: string;
  /** `session.closed`, or why it had to end. */
  action: string;
}

/** Ends a session of the team: its tokens are refused from the commit on, and its sockets are closed. Once it has ended, nothing. */
export const endSession = async (tx: Tx, { sessionId, userId, action }: EndedSession): Promise<void> => {
  const ended = await tx.em.nativeUpdate(Session, { id: sessionId, userId, revokedAt: null }, { revokedAt: tx.clock.now() });
  if (ended === 0) return;
  emit(tx, MembershipChanged, userId, { change: 'SIGNED_OUT', memberId: null, userId, apiKeyId: null, role: null, ends: { sessionId } });
  await audit(tx, { action, target: sessionId });
};
