import { isDeepStrictEqual } from 'node:util';
import type { Attributes } from './lead-attributes.ts';
import type { CustomFields, LeadEntity } from './lead.entity.ts';

/** What of a lead really changed, by the names that inputs use. */
export interface Difference {
  changedFields: string[];
  /** The values before, under the same names. */
  previous: Record<string, unknown>;
}

const attributes = ['title', 'name', 'email', 'phone', 'company', 'status', 'source'] as const;

/**
 * Writes the changes to the lead, and tells which were none. `customFields` counts as one field: its previous value
 * is the whole object. A lead that changed has a new version.
 */
export const applyChanges = (lead: LeadEntity, changes: Attributes & { customFields?: CustomFields }, now: Date): Difference => {
  const previous = new Map<string, unknown>();
  for (const name of attributes) if (changes[name] !== undefined && changes[name] !== lead[name]) previous.set(name, lead[name]);
  if (changes.customFields && !isDeepStrictEqual(changes.customFields, lead.customFields)) previous.set('customFields', lead.customFields);
  if (previous.size > 0) Object.assign(lead, changes, { version: lead.version + 1, updatedAt: now });
  return { changedFields: [...previous.keys()], previous: Object.fromEntries(previous) };
};
