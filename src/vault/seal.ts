import { createCipheriv, randomBytes } from 'node:crypto';

import type { MasterKey } from './master-key.ts';
import { FORMAT_VERSION, IV_BYTES, MAX_SECRET_BYTES, TAG_BYTES, type SealedSecret } from './sealed-secret.ts';
import { associatedData, type SecretOwner } from './secret-owner.ts';
import { VaultError } from './vault-error.ts';

const toJson = (plain: unknown): Buffer => {
  const text = JSON.stringify(plain) as string | undefined;
  if (text === undefined) throw new VaultError('UNSEALABLE', 'Only JSON can be sealed.');
  const bytes = Buffer.from(text);
  if (bytes.length > MAX_SECRET_BYTES) throw new VaultError('UNSEALABLE', `A secret has at most ${MAX_SECRET_BYTES} bytes of JSON.`);
  return bytes;
};

/** AES-256-GCM with a nonce of the record's own; sealing the same twice gives two unlike records. */
export const seal = async (key: MasterKey, plain: unknown, owner: SecretOwner): Promise<SealedSecret> => {
  const json = toJson(plain);
  const salt = key.salt();
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', await key.derive(salt), iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(key.kid, owner));
  const data = Buffer.concat([cipher.update(json), cipher.final()]);
  return {
    v: FORMAT_VERSION,
    kid: key.kid,
    salt: salt.toString('base64'),
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  };
};
