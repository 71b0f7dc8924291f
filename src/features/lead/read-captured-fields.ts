import type { Faults } from '../../shared/check-input.ts';
import type { CustomFields, CustomValue } from './lead.entity.ts';
import type { LeadField } from './lead-field.entity.ts';
import { mergeCustomFields, readCustomFields } from './read-custom-fields.ts';

/**
 * What of a visitor's answers a lead can hold, one by one: an answer that does not fit the team's own field of its
 * name, or would make the lead too large, stays with the submission alone. A form may ask what the team has not
 * defined: then any scalar is taken, since the form has checked it.
 */
export const readCapturedFields = (given: Readonly<Record<string, CustomValue | null>>, defined: readonly LeadField[]): CustomFields => {
  let fields: CustomFields = {};
  for (const [name, value] of Object.entries(given)) {
    const faults: Faults = [];
    const changes = readCustomFields(Object.fromEntries([[name, value]]), defined.filter((field) => field.name === name), faults);
    const merged = mergeCustomFields(fields, changes, faults);
    if (faults.length === 0) fields = merged;
  }
  return fields;
};
