import { createHash } from 'node:crypto';

const FINGERPRINT_BYTES = 8;

/**
 * A short name of a secret, for people to see whether two are the same: `3f1c-09ab-77de-42c0`. The same on every
 * instance and after a change of the vault key. Not reversible for what a provider draws at random (tokens);
 * not meant for what people choose (passwords).
 */
export const fingerprint = (secret: string): string => {
  const hash = createHash('sha256').update('leadwire.fingerprint.v1\0').update(secret).digest();
  return hash.subarray(0, FINGERPRINT_BYTES).toString('hex').replace(/(.{4})(?=.)/g, '$1-');
};
