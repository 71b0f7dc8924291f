import type { Credentials } from '../../graphql/authenticate.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { Role, UserActor } from '../../shared/actor.ts';
import type { Context } from '../../shared/context.ts';
import { invalidToken, verifyAccessToken } from './access-token.ts';
import type {} from './account-settings.ts';

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
  join users u on u.id = s.user_id
  where s.team_id = ? and s.id = ? and s.user_id = ? and s.revoked_at is null and s.expires_at > ?`;

/**
 * The person behind an access token, with the role it has now. Nothing is cached: a revoked session ends with the
 * next call.
 * @throws AppError UNAUTHENTICATED, in the same words for a bad, expired, revoked and foreign token
 */
export const authenticate = async (ctx: Omit<Context, 'actor'>, { secret: token }: Pick<Credentials, 'secret'>): Promise<Authenticated> => {
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
