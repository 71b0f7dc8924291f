import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { z } from 'zod';

const ALGORITHM = 'HS256';
const KEY_BYTES = 32;

/** What a ticket is good for. Each purpose has a key of its own: none passes for another, nor for an access token. */
type Purpose = 'refresh' | 'invitation' | 'password-reset';

const keyOf = (secret: KeyObject, purpose: Purpose): KeyObject => createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', `leadwire ${purpose}`, KEY_BYTES)));

/**
 * A signed text that the server need not store: what it says, and until when. Whoever uses it once only compares what
 * it says with a row that changes with its use.
 */
export const signTicket = (secret: KeyObject, purpose: Purpose, claims: Record<string, string | number>, expiresAt: Date): string =>
  jwt.sign({ ...claims, exp: Math.ceil(expiresAt.getTime() / 1000) }, keyOf(secret, purpose), { algorithm: ALGORITHM, noTimestamp: true });

/** What a ticket of this purpose says at `now`; null for one that is altered, expired or of another kind. */
export const readTicket = <S extends z.ZodType>(secret: KeyObject, purpose: Purpose, ticket: string, shape: S, now: Date): z.output<S> | null => {
  try {
    const claims = jwt.verify(ticket, keyOf(secret, purpose), { algorithms: [ALGORITHM], clockTimestamp: Math.floor(now.getTime() / 1000) });
    return shape.safeParse(claims).data ?? null;
  } catch {
    return null;
  }
};
