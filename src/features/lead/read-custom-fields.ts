import type { Faults } from '../../shared/check-input.ts';
import type { CustomFields, CustomValue } from './lead.entity.ts';
import type { LeadField } from './lead-field.entity.ts';
import { readCustomValue, readFreeValue } from './read-custom-value.ts';

/** Most fields of the team's own that one lead can hold. */
export const CUSTOM_FIELDS_MAX = 100;
/** All of one lead's custom fields as JSON, in UTF-16 units: they travel in every event about it. */
const CUSTOM_FIELDS_SIZE_MAX = 65_536;

/** A name of a field of the team's own; it also serves as a name in HTML forms. */
export const customName = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
export const CUSTOM_NAME_RULE = 'a letter, then at most 63 letters, digits, underscores or hyphens';

/** What was given: values to set, and null for fields to clear. */
export type CustomChanges = ReadonlyMap<string, CustomValue | null>;

/**
 * Checks values against the team's own fields. A team that has defined none takes any name and any JSON scalar.
 * A field that is not defined is a fault, but it can be cleared where it was stored before.
 */
export const readCustomFields = (given: Readonly<Record<string, unknown>>, defined: readonly LeadField[], faults: Faults): CustomChanges => {
  const changes = new Map<string, CustomValue | null>();
  for (const [name, value] of Object.entries(given)) {
    const path = `customFields.${name.slice(0, 64)}`;
    const field = defined.find((candidate) => candidate.name === name);
    if (!customName.test(name)) faults.push({ field: 'customFields', code: 'NAME_INVALID', message: `a name in customFields must be ${CUSTOM_NAME_RULE}` });
    else if (value === null) changes.set(name, null);
    else if (defined.length > 0 && !field) faults.push({ field: path, code: 'FIELD_UNKNOWN', message: `${path} is not a field of this team: see leadFields` });
    else changes.set(name, field ? readCustomValue(value, { ...field, path }, faults) : readFreeValue(value, path, faults));
  }
  return changes;
};

/** The fields after the changes; a fault when they are too many or too large. */
export const mergeCustomFields = (current: CustomFields, changes: CustomChanges, faults: Faults): CustomFields => {
  const values = new Map<string, CustomValue | null>([...Object.entries(current), ...changes]);
  // fromEntries defines properties, so a field called `constructor` is a field like any other.
  const merged = Object.fromEntries([...values].filter((entry): entry is [string, CustomValue] => entry[1] !== null));
  if (Object.keys(merged).length > CUSTOM_FIELDS_MAX)
    faults.push({ field: 'customFields', code: 'TOO_MANY', message: `a lead holds at most ${CUSTOM_FIELDS_MAX} custom fields` });
  if (JSON.stringify(merged).length > CUSTOM_FIELDS_SIZE_MAX)
    faults.push({ field: 'customFields', code: 'TOO_LONG', message: `customFields are too large: at most ${CUSTOM_FIELDS_SIZE_MAX} characters of JSON in all` });
  return merged;
};

/** A fault for every required field that has no value, unless its value was refused already. */
export const checkRequired = (fields: CustomFields, defined: readonly LeadField[], faults: Faults): void => {
  const refused = new Set(faults.map(({ field }) => field));
  for (const { name, required } of defined) {
    const field = `customFields.${name}`;
    if (required && !Object.hasOwn(fields, name) && !refused.has(field)) faults.push({ field, code: 'REQUIRED', message: `${field} must not be empty` });
  }
};
