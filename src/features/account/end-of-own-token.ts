import jwt from 'jsonwebtoken';
import type { Parts } from '../../shared/context.ts';
import { verifyAccessToken } from './access-token.ts';
import type {} from './account-settings.ts';
import { readTokenHeader } from './token-header.ts';

/** When an access token ends, or has ended, that we have signed; null for every other text. It asks no database. */
export const endOfOwnToken = ({ accounts }: Parts, token: string): Date | null => {
  if (readTokenHeader(token) === null) return null;
  const claims = jwt.decode(token, { json: true });
  if (typeof claims?.iat !== 'number') return null;
  try {
    // As of when it was made, since it may have ended; what it claims counts only when the signature is ours.
    return new Date(verifyAccessToken(accounts.jwtSecret, token, new Date(claims.iat * 1_000)).exp * 1_000);
  } catch {
    return null;
  }
};
