import type { FastifyReply, FastifyRequest } from 'fastify';
import { KNOWN_SCOPES, STATIC_TOKEN } from '../account.ts';
import { expiredAuthentication, HubSpotError, invalidAuthentication, missingScopes } from '../hubspot-error.ts';
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
  limitRate(sandbox, reply, token === STATIC_TOKEN ? 'static' : 'oauth', pathname);
  const wanted = request.routeOptions.config.scopes;
  if (wanted && !wanted.some((scope) => scopes.includes(scope))) throw missingScopes(wanted);
}

function scopesOf({ accessTokens }: Sandbox, token: string | undefined): readonly string[] {
  if (token === STATIC_TOKEN) return KNOWN_SCOPES;
  const known = token === undefined ? undefined : accessTokens.get(token);
  if (!known) throw invalidAuthentication();
  const lateMs = Date.now() - known.expiresAt;
  if (lateMs >= 0) throw expiredAuthentication(Math.floor(lateMs / 1000));
  return known.scopes;
}
