import { createDecipheriv } from 'node:crypto';

import type { MasterKey } from './master-key.ts';
import { readSealedSecret, TAG_BYTES, type SealedParts } from './sealed-secret.ts';
import { associatedData, type SecretOwner } from './secret-owner.ts';
import { VaultError } from './vault-error.ts';

const decrypt = async (key: MasterKey, { salt, iv, tag, data }: SealedParts, owner: SecretOwner): Promise<string> => {
  const decipher = createDecipheriv('aes-256-gcm', await key.derive(salt), iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData(key.kid, owner)).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(data), decipher.final()]).toString();
  } catch {
    throw new VaultError('REFUSED', 'The sealed secret was altered, or belongs to another team or provider; connect the integration again.');
  }
};

/** Throws VaultError for everything but an untouched record of this owner, sealed under one of `keys` (by `kid`). */
export const open = async (keys: ReadonlyMap<string, MasterKey>, sealed: unknown, owner: SecretOwner): Promise<unknown> => {
  const parts = readSealedSecret(sealed);
  const key = keys.get(parts.kid);
  if (!key) {
    throw new VaultError('UNKNOWN_KEY', 'The secret was sealed under a vault key that is not configured; name it as a previous key.');
  }
  return JSON.parse(await decrypt(key, parts, owner)) as unknown;
};
