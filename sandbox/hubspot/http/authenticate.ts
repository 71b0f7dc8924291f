import type { FastifyReply, FastifyRequest } from 'fastify';
import { ROTATED_TOKEN, STATIC_TOKENS } from '../account.ts';
import { expiredAuthentication, HubSpotError, invalidAuthentication, missingScopes } from '../hubspot-error.ts';
import { tokenTime } from '../oauth/token-time.ts';
import type { Sandbox } from '../state.ts';
import { limitRate } from './rate-limit.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Any one of these lets a call in. */
    scopes?: readonly string[];
  }
}

/** HubSpot's own limit is not published; servers of its kind stop here. */
const LONGEST_URL = 8_192;

/** What stands before every call of the API: the length of its address, the token, the rate, the scopes. */
export function admit(sandbox: Sandbox, request: FastifyRequest, reply: FastifyReply, pathname: string): void {
  if (request.url.length > LONGEST_URL) throw new HubSpotError(414, { message: 'URI Too Long' });
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const scopes = scopesOf(sandbox, token);
  limitRate(sandbox, reply, STATIC_TOKENS.has(token ?? '') ? 'static' : 'oauth', pathname);
  const wanted = request.routeOptions.config.scopes;
  if (wanted && !wanted.some((scope) => scopes.includes(scope))) throw missingScopes(wanted);
}

function scopesOf(sandbox: Sandbox, token: string | undefined): readonly string[] {
  const granted = STATIC_TOKENS.get(token ?? '');
  if (granted) return granted;
  if (token === ROTATED_TOKEN) throw expiredAuthentication(1);
  const known = token === undefined ? undefined : sandbox.accessTokens.get(token);
  if (!known) throw invalidAuthentication();
  const lateMs = tokenTime(sandbox) - known.expiresAt;
  if (lateMs >= 0) throw expiredAuthentication(Math.floor(lateMs / 1000));
  return known.scopes;
}
