import { createHash } from 'node:crypto';
import { TypeID, typeidUnboxed } from 'typeid-js';

/** The kinds of things that have an id; the id of a lead begins with `lead_`. */
export type IdKind =
  | 'team' | 'user' | 'member' | 'session' | 'lead' | 'form' | 'submission' | 'integration' | 'credential'
  | 'mapping' | 'attempt' | 'run' | 'key' | 'audit' | 'instance' | 'request' | 'claim' | 'rotation' | 'alert' | 'message' | 'entry';

/**
 * A new id: the kind, then a UUIDv7 in base 32 (the TypeID standard), so ids sort by time and a log line says
 * what it speaks of.
 */
export const newId = (kind: IdKind): string => typeidUnboxed(kind);

const UUID_BYTES = 16;

/**
 * The id of what there is one of from the beginning, whether anything is stored of it or not: always the same for the
 * same names. A TypeID over a UUID of version 8 (RFC 9562: bits of our own).
 */
export const derivedId = (kind: IdKind, ...names: readonly string[]): string => {
  const bytes = createHash('sha256').update(JSON.stringify([`leadwire.${kind}`, ...names])).digest().subarray(0, UUID_BYTES);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return TypeID.fromUUIDBytes(kind, bytes).toString();
};

const shape = /^([a-z]+)_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** The kind an id claims to be of, or null for what cannot be an id of ours (so it need not be looked up). */
export const kindOfId = (id: string): string | null => shape.exec(id)?.[1] ?? null;
