import type { UserActor } from '../../shared/actor.ts';
import type { Context } from '../../shared/context.ts';
import { signAccessToken } from './access-token.ts';
import type {} from './account-settings.ts';
import type { ViewerFacts } from './session.entity.ts';
import type { TeamRef } from './team.entity.ts';
import { signTicket } from './ticket.ts';

/** What a person gets who has signed in, or renewed a session. */
export interface IssuedSession {
  accessToken: string;
  refreshToken: string;
  /** When the access token ends. */
  expiresAt: Date;
  viewer: ViewerFacts;
}

/** A session as its tokens name it. */
export interface SessionFacts {
  actor: UserActor;
  team: Required<TeamRef>;
  /** Which of the session's refresh tokens this is. */
  generation: number;
  /** When the session ends, unless it is renewed. */
  endsAt: Date;
}

/** An access token and a refresh token for a session; neither is stored. */
export const issueTokens = ({ parts, clock }: Pick<Context, 'parts' | 'clock'>, { actor, team, generation, endsAt }: SessionFacts): IssuedSession => {
  const { jwtSecret, accessTokenSeconds } = parts.accounts;
  const issuedAt = Math.floor(clock.now().getTime() / 1000);
  // A socket lasts as long as the token that opened it: not beyond the session.
  const expiresAt = Math.min(issuedAt + accessTokenSeconds, Math.floor(endsAt.getTime() / 1000));
  return {
    accessToken: signAccessToken(jwtSecret, { sub: actor.id, sid: actor.sessionId, team: team.id, iat: issuedAt, exp: expiresAt }),
    refreshToken: signTicket(jwtSecret, 'refresh', { sid: actor.sessionId, team: team.id, gen: generation }, endsAt),
    expiresAt: new Date(expiresAt * 1000),
    viewer: { actor, team },
  };
};
