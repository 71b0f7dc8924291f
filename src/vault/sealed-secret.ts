import { VaultError } from './vault-error.ts';

export const FORMAT_VERSION = 1;
export const SALT_BYTES = 16;
export const IV_BYTES = 12;
export const TAG_BYTES = 16;
/** A set of tokens is about 2 KB; what is far above it is a mistake. */
export const MAX_SECRET_BYTES = 65_536;

/** What is stored (JSON). `kid` names the master key; the rest is canonical base64 of 16, 12, 16 and 1 to 65,536 bytes. */
export interface SealedSecret {
  v: number;
  kid: string;
  salt: string;
  iv: string;
  tag: string;
  data: string;
}

export interface SealedParts {
  kid: string;
  salt: Buffer;
  iv: Buffer;
  tag: Buffer;
  data: Buffer;
}

const malformed = (what: string) =>
  new VaultError('MALFORMED', `The sealed secret is malformed (${what}); connect the integration again.`);

/** Only the one spelling that `seal` writes: base64 has several for the same bytes, and a changed record must not open. */
const bytesOf = (field: string, text: unknown, min: number, max: number): Buffer => {
  if (typeof text !== 'string') throw malformed(field);
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text || bytes.length < min || bytes.length > max) throw malformed(field);
  return bytes;
};

/** Throws VaultError `MALFORMED` or `UNKNOWN_VERSION`; takes anything, since it reads what a database returned. */
export const readSealedSecret = (record: unknown): SealedParts => {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) throw malformed('not an object');
  const { v, kid, salt, iv, tag, data, ...others } = record as Partial<Record<keyof SealedSecret, unknown>>;
  if (typeof v !== 'number') throw malformed('v');
  if (v !== FORMAT_VERSION) {
    throw new VaultError('UNKNOWN_VERSION', 'The sealed secret was written by another release of Leadwire; run that one or newer.');
  }
  if (Object.keys(others).length > 0) throw malformed('a field too many');
  if (typeof kid !== 'string') throw malformed('kid');
  return {
    kid,
    salt: bytesOf('salt', salt, SALT_BYTES, SALT_BYTES),
    iv: bytesOf('iv', iv, IV_BYTES, IV_BYTES),
    tag: bytesOf('tag', tag, TAG_BYTES, TAG_BYTES),
    data: bytesOf('data', data, 1, MAX_SECRET_BYTES),
  };
};
