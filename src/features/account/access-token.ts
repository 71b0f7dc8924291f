import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import { unauthenticated } from '../../shared/app-error.ts';
import { readTokenHeader } from './token-header.ts';

/** The one algorithm of our tokens; what a token's own header names is not asked. */
const ALGORITHM = 'HS256';
/** What our tokens call themselves. */
const TYPE = 'JWT';
/** How far the clocks of two instances may be apart before a fresh token seems to come from the future. */
const CLOCK_SKEW_SECONDS = 5;

const claimsShape = z.object({ sub: z.string(), sid: z.string(), team: z.string(), iat: z.number().int(), exp: z.number().int() });

/** What an access token says. Times are seconds since 1970. */
export type AccessClaims = z.output<typeof claimsShape>;

/** A signed JWT: the person (`sub`), the session (`sid`) and its team. The role is not in it: it may change meanwhile. */
export const signAccessToken = (secret: KeyObject, claims: AccessClaims): string => jwt.sign(claims, secret, { algorithm: ALGORITHM });

export const invalidToken = () => unauthenticated('Invalid authentication token');

const readClaims = (secret: KeyObject, token: string, seconds: number) => {
  if (readTokenHeader(token)?.typ !== TYPE) return undefined;
  try {
    return claimsShape.safeParse(jwt.verify(token, secret, { algorithms: [ALGORITHM], clockTimestamp: seconds })).data;
  } catch {
    return undefined;
  }
};

/**
 * What a token of ours says that is valid at `now`.
 * @throws AppError UNAUTHENTICATED, in the same words whatever is wrong with it
 */
export const verifyAccessToken = (secret: KeyObject, token: string, now: Date): AccessClaims => {
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = readClaims(secret, token, seconds);
  if (claims === undefined || claims.iat > seconds + CLOCK_SKEW_SECONDS) throw invalidToken();
  return claims;
};
