import type { Credentials } from '../../graphql/authenticate.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { Role, UserActor } from '../../shared/actor.ts';
import type { Context } from '../../shared/context.ts';
import { invalidToken, verifyAccessToken } from './access-token.ts';
import type {} from './account-settings.ts';
import { authenticateByProvider } from './authenticate-by-provider.ts';
import { readTokenHeader } from './token-header.ts';
import { claimsToBeProviders } from './verify-provider-token.ts';

/** Who a token stands for, and until when. */
export interface Authenticated {
  actor: UserActor;
  /** When the access token ends: a socket that was opened with it is closed then. */
  expiresAt: Date;
}

interface LiveSession {
  name: string;
  email: string;
  role: Role;
}

/** One read for all that may end a token before its time: the session, the membership, the team. */
const liveSession = `
  select u.name, u.email, m.role
  from sessions s
  join members m on m.team_id = s.team_id and m.user_id = s.user_id and m.status = 'ACTIVE'
  join users u on u.id = s.user_id and s.created_at >= u.sessions_since
  where s.team_id = ? and s.id = ? and s.user_id = ? and s.revoked_at is null and s.expires_at > ?`;

/** The person of a session of ours, with the role it has now. */
const authenticateBySession = async (ctx: Omit<Context, 'actor'>, token: string): Promise<Authenticated> => {
  const now = ctx.clock.now();
  const { sub, sid, team, exp } = verifyAccessToken(ctx.parts.accounts.jwtSecret, token, now);
  const session = await inSnapshot({ ...ctx, actor: { kind: 'SYSTEM', teamId: team, job: 'authenticate' } }, async ({ em }) => {
    const [row] = await em.execute<LiveSession[]>(liveSession, [team, sid, sub, now]);
    return row;
  });
  if (session === undefined) throw invalidToken();
  return {
    actor: { kind: 'USER', teamId: team, id: sub, name: session.name, email: session.email, role: session.role, sessionId: sid },
    expiresAt: new Date(exp * 1000),
  };
};

/**
 * The person behind an access token, ours or one of the identity provider. What the token's header names decides only
 * who checks it, and each takes its own algorithms alone. Nothing is cached: a revoked session ends with the next call.
 * @throws AppError UNAUTHENTICATED, in the same words for a bad, expired, revoked and foreign token;
 * SERVICE_UNAVAILABLE where the identity provider's keys cannot be had
 */
export const authenticate = (ctx: Omit<Context, 'actor'>, { secret: token }: Pick<Credentials, 'secret'>): Promise<Authenticated> => {
  const { identityProvider } = ctx.parts.accounts;
  const header = readTokenHeader(token);
  if (identityProvider !== null && header !== null && claimsToBeProviders(header)) return authenticateByProvider(ctx, identityProvider, token, header);
  return authenticateBySession(ctx, token);
};
