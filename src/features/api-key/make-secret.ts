import { createHash, randomBytes } from 'node:crypto';

const PREFIX_BYTES = 4;
const SECRET_BYTES = 32;

/** A secret as its owner keeps it, and what we keep of it. */
export interface NewSecret {
  /** `lwk_3f9a1c2d_…`: shown once. */
  secret: string;
  /** Its beginning, to recognise it by. */
  prefix: string;
  /** SHA-256 in hex. */
  secretHash: string;
}

export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const makeSecret = (): NewSecret => {
  const prefix = `lwk_${randomBytes(PREFIX_BYTES).toString('hex')}`;
  const secret = `${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { secret, prefix, secretHash: hashOfSecret(secret) };
};
