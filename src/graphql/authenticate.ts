import type { IncomingHttpHeaders } from 'node:http';
import { unauthenticated } from '../shared/app-error.ts';
import type { Actor } from '../shared/actor.ts';
import type { Context } from '../shared/context.ts';

/** What a caller shows of itself: one secret, wherever it stood. */
export interface Credentials {
  /** An access token, an API key, or the internal key: whoever authenticates tells them apart. */
  readonly secret: string;
  /** `X-Team-Id`: the team that a caller means who is in none. */
  readonly teamId: string | null;
}

/** Who calls, as long as the credentials last. */
export interface Caller {
  readonly actor: Actor;
  /** When the credentials end; null where they do not. */
  readonly expiresAt: Date | null;
}

/**
 * Tells who shows these credentials. Who shows none is a STRANGER, and is not asked about.
 * @throws AppError UNAUTHENTICATED for a secret that is wrong, expired or ended; RATE_LIMITED
 */
export type Authenticate = (ctx: Omit<Context, 'actor'>, credentials: Credentials) => Promise<Caller>;

const unquoted = (value: unknown): string | null => (typeof value === 'string' ? value.trim() || null : null);

/** The secret in `Bearer …`, or in a value that is the secret itself; null where there is none. */
const bearer = (value: unknown): string | null => unquoted(value)?.replace(/^bearer(\s+|$)/i, '').trim() || null;

/**
 * The values of a header. Several lines of one name come joined by Node, or by a proxy on the way; no token and no key
 * has a comma with a space behind it.
 */
const valuesOf = (header: unknown): readonly string[] => (typeof header === 'string' ? header.split(/,\s+/) : []);

/** One secret out of several places. Two that differ are refused: which of them would count is not for a caller to guess. */
const only = (found: readonly (string | null)[]): string | null => {
  const [secret = null, ...others] = new Set(found.filter((value) => value !== null));
  if (others.length > 0) throw unauthenticated('Several credentials were sent: send one of them.');
  return secret;
};

/**
 * The credentials of an HTTP request: `Authorization`, `X-API-Key`, `X-Internal-API-Key`; null where there are none.
 * @throws AppError UNAUTHENTICATED for several that differ
 */
export const credentialsIn = (headers: IncomingHttpHeaders): Credentials | null => {
  const secret = only([...valuesOf(headers.authorization).map(bearer), ...[headers['x-api-key'], headers['x-internal-api-key']].flatMap(valuesOf).map(unquoted)]);
  return secret === null ? null : { secret, teamId: unquoted(headers['x-team-id']) };
};

/**
 * The credentials of a socket: those of `connection_init`, else those of its upgrade request, as `wscat -H` sends them.
 * @throws AppError UNAUTHENTICATED for several that differ
 */
export const credentialsOfSocket = (params: Readonly<Record<string, unknown>> | undefined, headers: IncomingHttpHeaders): Credentials | null => {
  const secret = only([bearer(params?.['token']), bearer(params?.['authorization']), bearer(params?.['Authorization']), unquoted(params?.['apiKey'])]);
  return secret === null ? credentialsIn(headers) : { secret, teamId: unquoted(headers['x-team-id']) };
};
