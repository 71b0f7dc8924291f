import type { Tx } from '../../database/in-transaction.ts';
import { actorFacts, type Role, type UserActor } from '../../shared/actor.ts';
import { newId } from '../../shared/ids.ts';
import type {} from './account-settings.ts';
import { audit } from './audit.ts';
import { issueTokens, type IssuedSession } from './issue-tokens.ts';
import { Session } from './session.entity.ts';
import type { TeamRef } from './team.entity.ts';
import type { UserRef } from './user.entity.ts';

/** The session of the same person that a further one comes of. */
export interface ParentSession {
  id: string;
  family: string;
  expiresAt: Date;
}

/**
 * Begins a session of a member in the team that `tx` acts for. The tokens are in the answer and nowhere else. One that
 * comes of another belongs to its family and ends when that one would.
 */
export const openSession = async (tx: Tx, user: UserRef, role: Role, team: Required<TeamRef>, parent?: ParentSession): Promise<IssuedSession> => {
  const now = tx.clock.now();
  const endsAt = parent?.expiresAt ?? new Date(now.getTime() + tx.parts.accounts.refreshTokenSeconds * 1000);
  const id = newId('session');
  const session = { id, teamId: team.id, userId: user.id, family: parent?.family ?? id, generation: 1 };
  await tx.em.insert(Session, { ...session, renewedAt: null, ip: tx.origin?.ip ?? null, createdAt: now, expiresAt: endsAt, revokedAt: null });
  const actor: UserActor = { kind: 'USER', teamId: team.id, id: user.id, name: user.name, email: user.email, role, sessionId: id };
  const how = parent === undefined ? { action: 'session.opened' } : { action: 'session.switched', data: { from: parent.id } };
  await audit(tx, { ...how, target: id, actor: actorFacts(actor) });
  return issueTokens(tx, { actor, team, generation: session.generation, endsAt });
};
