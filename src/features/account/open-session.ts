import { createHash, randomBytes } from 'node:crypto';
import type { Tx } from '../../database/in-transaction.ts';
import type { Role, UserActor } from '../../shared/actor.ts';
import { newId } from '../../shared/ids.ts';
import { signAccessToken } from './access-token.ts';
import type {} from './account-settings.ts';
import { Session, type ViewerFacts } from './session.entity.ts';
import type { TeamRef } from './team.entity.ts';
import type { UserRef } from './user.entity.ts';

const REFRESH_TOKEN_BYTES = 32;

/** What a person gets who has signed in. */
export interface IssuedSession {
  accessToken: string;
  refreshToken: string;
  /** When the access token ends. */
  expiresAt: Date;
  viewer: ViewerFacts;
}

const hashRefreshToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Begins a session of a member in the team that `tx` acts for. The refresh token is in the answer and nowhere else. */
export const openSession = async (tx: Tx, user: UserRef, role: Role, team: Required<TeamRef>): Promise<IssuedSession> => {
  const { jwtSecret, accessTokenSeconds, refreshTokenSeconds } = tx.parts.accounts;
  const now = tx.clock.now();
  const refreshToken = randomBytes(REFRESH_TOKEN_BYTES).toString('base64url');
  const session = { id: newId('session'), teamId: team.id, userId: user.id };
  await tx.em.insert(Session, {
    ...session,
    refreshTokenHash: hashRefreshToken(refreshToken),
    createdAt: now,
    expiresAt: new Date(now.getTime() + refreshTokenSeconds * 1000),
    revokedAt: null,
  });
  const issuedAt = Math.floor(now.getTime() / 1000);
  const expiresAt = issuedAt + accessTokenSeconds;
  const actor: UserActor = { kind: 'USER', teamId: team.id, id: user.id, name: user.name, email: user.email, role, sessionId: session.id };
  return {
    accessToken: signAccessToken(jwtSecret, { sub: user.id, sid: session.id, team: team.id, iat: issuedAt, exp: expiresAt }),
    refreshToken,
    expiresAt: new Date(expiresAt * 1000),
    viewer: { actor, team },
  };
};
