import type { Credentials } from '../../graphql/authenticate.ts';
import type { UserActor } from '../../shared/actor.ts';
import type { Context } from '../../shared/context.ts';
import { invalidToken, verifyAccessToken } from './access-token.ts';
import type {} from './account-settings.ts';
import { authenticateByProvider } from './authenticate-by-provider.ts';
import { findLiveSession } from './find-live-session.ts';
import { readTokenHeader } from './token-header.ts';
import { claimsToBeProviders } from './verify-provider-token.ts';

/** Who a token stands for, and until when. */
export interface Authenticated {
  actor: UserActor;
  /** When the access token ends: a socket that was opened with it is closed then. */
  expiresAt: Date;
}

/** The person of a session of ours, with the role it has now. */
const authenticateBySession = async (ctx: Omit<Context, 'actor'>, token: string): Promise<Authenticated> => {
  const { sub, sid, team, exp } = verifyAccessToken(ctx.parts.accounts.jwtSecret, token, ctx.clock.now());
  const session = await findLiveSession(ctx, { team, sid, sub });
  if (session === null) throw invalidToken();
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
