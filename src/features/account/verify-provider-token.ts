import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { EMAIL_MAX } from '../../shared/contact-keys.ts';
import { invalidToken } from './access-token.ts';
import type { IdentityProvider } from './account-settings.ts';
import type { ProviderKey } from './key-set.ts';
import type { TokenHeader } from './token-header.ts';

/** Signatures by a private key that only the provider has. None of a shared secret: its "secret" would be public. */
const algorithms = ['RS256', 'ES256'] as const;
/** How far the provider's clock may be ahead of ours. */
const CLOCK_SKEW_SECONDS = 5;
/** Access tokens of RFC 9068 say so; other providers say JWT, or nothing. */
const types: ReadonlySet<string> = new Set(['jwt', 'at+jwt', 'application/at+jwt']);

const claimsShape = z.object({
  sub: z.string().min(1),
  iat: z.number().int(),
  exp: z.number().int(),
  jti: z.string().min(1).optional(),
  email: z.string().min(1).max(EMAIL_MAX),
  /** Some providers write it as text. */
  email_verified: z.union([z.literal(true), z.literal('true')]).optional(),
  team: z.string().optional(),
});

/** What a token of the identity provider says. Times are seconds since 1970. */
export type ProviderClaims = z.output<typeof claimsShape>;

/** Whether a token claims to be signed in a way that an identity provider signs. */
export const claimsToBeProviders = ({ alg }: TokenHeader): boolean => algorithms.some((algorithm) => algorithm === alg);

const readClaims = (token: string, publicKey: string, { issuer, audience }: IdentityProvider, seconds: number) => {
  try {
    return claimsShape.safeParse(jwt.verify(token, publicKey, { algorithms: [...algorithms], issuer, audience, clockTimestamp: seconds, clockTolerance: CLOCK_SKEW_SECONDS })).data;
  } catch {
    return undefined;
  }
};

const fits = ({ alg, typ }: TokenHeader, key: ProviderKey): boolean =>
  (key.alg === undefined || key.alg === alg) && (typ === undefined || types.has(typ.toLowerCase()));

/**
 * What a token says that the identity provider has signed and that is valid at `now`.
 * @throws AppError UNAUTHENTICATED, in the same words whatever is wrong with it; SERVICE_UNAVAILABLE where the
 * provider's keys cannot be had
 */
export const verifyProviderToken = async (provider: IdentityProvider, token: string, header: TokenHeader, now: Date): Promise<ProviderClaims> => {
  const key = header.kid === undefined ? null : await provider.keys.find(header.kid);
  if (key === null || !fits(header, key)) throw invalidToken();
  const seconds = Math.floor(now.getTime() / 1_000);
  const claims = readClaims(token, key.publicKey, provider, seconds);
  if (claims === undefined || claims.exp <= seconds || claims.iat > seconds + CLOCK_SKEW_SECONDS) throw invalidToken();
  return claims;
};
