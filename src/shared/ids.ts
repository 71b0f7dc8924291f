import { typeidUnboxed } from 'typeid-js';

/** The kinds of things that have an id; the id of a lead begins with `lead_`. */
export type IdKind =
  | 'team' | 'user' | 'member' | 'session' | 'lead' | 'form' | 'submission' | 'integration' | 'credential'
  | 'mapping' | 'attempt' | 'key' | 'audit' | 'instance' | 'request' | 'claim';

/**
 * A new id: the kind, then a UUIDv7 in base 32 (the TypeID standard), so ids sort by time and a log line says
 * what it speaks of.
 */
export const newId = (kind: IdKind): string => typeidUnboxed(kind);

const shape = /^([a-z]+)_[0-7][0-9a-hjkmnp-tv-z]{25}$/;

/** The kind an id claims to be of, or null for what cannot be an id of ours (so it need not be looked up). */
export const kindOfId = (id: string): string | null => shape.exec(id)?.[1] ?? null;
