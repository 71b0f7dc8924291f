import type { FieldType, FormField } from './form.entity.ts';

/** The attributes of a lead that an answer can go to. */
export const leadAttributes = ['email', 'name', 'phone', 'company', 'title'] as const;
export type LeadAttribute = (typeof leadAttributes)[number];

/** Where the answer to a question goes. */
export type LeadTarget = { attribute: LeadAttribute } | { customField: string };

/** `customFields.roofArea`, or short `roofArea`. */
const customPath = /^(?:customFields\.)?([A-Za-z][A-Za-z0-9_-]{0,63})$/;

const isAttribute = (name: string): name is LeadAttribute => leadAttributes.some((attribute) => attribute === name);

/** What `mapsTo` says, or null where it names nothing that a lead can have. */
export const parseTarget = (mapsTo: string): LeadTarget | null => {
  if (isAttribute(mapsTo)) return { attribute: mapsTo };
  const customField = customPath.exec(mapsTo)?.[1];
  return customField === undefined ? null : { customField };
};

/** A field without `mapsTo` goes to the attribute of its own name, else to the lead's custom fields. */
export const targetOf = ({ name, mapsTo }: Pick<FormField, 'name' | 'mapsTo'>): LeadTarget =>
  (mapsTo === null ? null : parseTarget(mapsTo)) ?? (isAttribute(name) ? { attribute: name } : { customField: name });

const line: readonly FieldType[] = ['TEXT', 'TEXTAREA', 'SELECT'];
const types: Record<LeadAttribute, readonly FieldType[]> = { email: ['EMAIL', 'TEXT'], phone: ['PHONE', 'TEXT'], name: line, company: line, title: line };

/** The field types whose answers the target can hold; null: all. */
export const typesOf = (target: LeadTarget): readonly FieldType[] | null => ('attribute' in target ? types[target.attribute] : null);

/**
 * How an answer is judged, where the lead's attribute demands more than the field says: an address is one by its
 * shape, and the other attributes are one line. A number that is none is the lead's own business (captureLead).
 */
export const answerType = (field: Pick<FormField, 'name' | 'mapsTo' | 'type'>): FieldType => {
  const target = targetOf(field);
  if (!('attribute' in target)) return field.type;
  if (target.attribute === 'email') return 'EMAIL';
  return field.type === 'TEXTAREA' ? 'TEXT' : field.type;
};
