import { fingerprint } from './fingerprint.ts';
import { openMasterKey, PBKDF2_ITERATIONS } from './master-key.ts';
import { open } from './open.ts';
import { seal } from './seal.ts';
import type { SealedSecret } from './sealed-secret.ts';
import type { SecretOwner } from './secret-owner.ts';

export interface VaultOptions {
  /** What new secrets are sealed under: at least 32 characters, best 32 random bytes in base64. */
  key: string;
  /** Keys that were `key` before: they open, they do not seal. */
  previousKeys?: readonly string[];
  /** What will be `key` soon: it opens what other instances seal with it already. */
  nextKey?: string | undefined;
  /** Rounds of PBKDF2 (100,000). A vault opens only what was sealed with the same number; lower it in tests alone. */
  iterations?: number;
}

export interface Vault {
  /** The id of the key that seals now. A record with another `kid` is one to seal anew. */
  readonly keyId: string;
  /** Of the keys under which secrets may stay: the present one and the next. */
  readonly lastingKeyIds: readonly string[];
  /** Of the keys that open what is to be sealed anew. */
  readonly previousKeyIds: readonly string[];
  /** Throws VaultError `UNSEALABLE` for what is not JSON or above 64 KB. */
  seal(plain: unknown, owner: SecretOwner): Promise<SealedSecret>;
  /** `sealed` is what the database returned, of any shape. Throws VaultError; see its reasons. */
  open(sealed: unknown, owner: SecretOwner): Promise<unknown>;
  fingerprint(secret: string): string;
}

declare module '../shared/context.ts' {
  interface Parts {
    readonly vault: Vault;
  }
}

/**
 * Secrets at rest: AES-256-GCM; from a random salt, new for every process and every thousand records, PBKDF2 (SHA-512,
 * 100,000 rounds) derives the key; a random nonce for each record; the tag also covers format, key id, team and provider.
 * Derives one key id per master key on the calling thread, so create it once, at start. Throws VaultError `WEAK_KEY`.
 */
export const createVault = ({ key, previousKeys = [], nextKey, iterations = PBKDF2_ITERATIONS }: VaultOptions): Vault => {
  const current = openMasterKey(key, iterations);
  const previous = previousKeys.map((former) => openMasterKey(former, iterations));
  const next = nextKey === undefined ? [] : [openMasterKey(nextKey, iterations)];
  const lastingKeyIds = [current, ...next].map(({ kid }) => kid);
  const keys = new Map([...previous, ...next, current].map((masterKey) => [masterKey.kid, masterKey]));
  return {
    keyId: current.kid,
    lastingKeyIds,
    previousKeyIds: previous.map(({ kid }) => kid).filter((kid) => !lastingKeyIds.includes(kid)),
    seal: (plain, owner) => seal(current, plain, owner),
    open: (sealed, owner) => open(keys, sealed, owner),
    fingerprint,
  };
};
