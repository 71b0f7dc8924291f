import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** 43 characters of base64url: 256 bits, which is also what PKCE (RFC 7636) asks of a verifier. */
export const randomSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');

/** Whether a text could be one of them at all. */
export const looksLikeSecret = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

/** PKCE's S256. */
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
