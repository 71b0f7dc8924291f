import { createSecretKey, pbkdf2, pbkdf2Sync, randomBytes, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

import { LRUCache } from 'lru-cache';

import { SALT_BYTES } from './sealed-secret.ts';
import { VaultError } from './vault-error.ts';

export const PBKDF2_ITERATIONS = 100_000;
const PBKDF2_DIGEST = 'sha512';
/** AES-256. */
const DERIVED_KEY_BYTES = 32;
/** One key per salt: what an instance keeps without deriving again. */
const MAX_CACHED_KEYS = 5_000;
/** Records that one process seals with the same salt, and so without deriving anew (docs/decisions/0017). */
export const RECORDS_PER_SALT = 1_000;
/** 256 bits as hex are 64 characters, as base64 44; below this a passphrase can be guessed. */
const MIN_MASTER_KEY_LENGTH = 32;
const KEY_ID_SALT = 'leadwire.vault.kid.v1';
const KEY_ID_BYTES = 8;

const derive = promisify(pbkdf2);

export interface MasterKey {
  /**
   * 16 hex characters: PBKDF2 of the master key under a salt of its own, with the same rounds. So the id, which
   * stands in plain in every record, helps a guesser no more than the record itself does.
   */
  readonly kid: string;
  /** The salt for one more record. */
  salt(): Buffer;
  /** The AES key of a salt. Callers of the same salt share one derivation, which runs outside the main thread. */
  derive(salt: Buffer): Promise<KeyObject>;
}

/** Takes one derivation (some 0.1 s) on the calling thread, for the id; throws VaultError `WEAK_KEY`. */
export const openMasterKey = (key: string, iterations: number): MasterKey => {
  if (key.length < MIN_MASTER_KEY_LENGTH) {
    throw new VaultError('WEAK_KEY', `A vault key has at least ${MIN_MASTER_KEY_LENGTH} characters; make one with: openssl rand -base64 32`);
  }
  // Promises, not keys: whoever asks while a key is derived waits for that one, even when it has left the cache since.
  const derivedKeys = new LRUCache<string, Promise<KeyObject>>({ max: MAX_CACHED_KEYS });
  let salt = randomBytes(SALT_BYTES);
  let left = RECORDS_PER_SALT;
  return {
    kid: pbkdf2Sync(key, KEY_ID_SALT, iterations, KEY_ID_BYTES, PBKDF2_DIGEST).toString('hex'),
    salt: () => {
      if (left === 0) [salt, left] = [randomBytes(SALT_BYTES), RECORDS_PER_SALT];
      left -= 1;
      return salt;
    },
    derive: (wanted) => {
      const name = wanted.toString('base64');
      const known = derivedKeys.get(name);
      if (known) return known;
      const derived = derive(key, wanted, iterations, DERIVED_KEY_BYTES, PBKDF2_DIGEST).then((bytes) => createSecretKey(bytes));
      derivedKeys.set(name, derived);
      derived.catch(() => derivedKeys.delete(name));
      return derived;
    },
  };
};
