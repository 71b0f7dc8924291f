import type { CrmProperties, SyncFault } from '../../crm-provider.ts';
import { quote } from '../../quote.ts';
import type { DescribedField, DescribedObject } from './describe-object.ts';
import { fieldType } from './field-type.ts';
import { spellValue } from './spell-value.ts';

const mappingFault = (field: string, message: string, hint: string): SyncFault => ({ code: 'MAPPING', message, field, hint, retryable: false });

/** The field is not as it was when the mapping was checked. */
const changedFault = (field: string, message: string, hint: string): SyncFault => ({ ...mappingFault(field, message, hint), property: 'CHANGED' });

const noSuchField = (object: string, field: string): SyncFault =>
  changedFault(field, `${object} in Salesforce has no field "${field}" that the connected user may see.`, 'Read the fields again and map to one that exists, or let the user see it.');

const notWritable = (field: string): SyncFault => changedFault(field, `Salesforce does not let "${field}" be written.`, 'Take the field out of the mapping; of an address, map its parts.');

const unspeakable = (field: string, type: string): SyncFault =>
  mappingFault(field, `Salesforce's "${field}" (${type}) cannot hold this value.`, 'Map a value of that type to it; of a list, options without semicolons.');

const isWritable = ({ type, createable, updateable, calculated }: DescribedField): boolean =>
  (createable || updateable) && !calculated && fieldType(type) !== 'UNKNOWN';

export type Spelling = { properties: Record<string, unknown> } | { fault: SyncFault };

/** The names that an object does not have, as far as is known. */
export const unknownNames = (object: DescribedObject, properties: CrmProperties): string[] => Object.keys(properties).filter((name) => !object.field(name));

/** Values as `spellProperties` writes them, each for itself: one that cannot be written stays as it is. */
export const spellForPeople = (object: DescribedObject, properties: CrmProperties): CrmProperties =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => {
    const field = object.field(name);
    return [name, (field && spellValue(field.type, value)) ?? value];
  }));

/** Values under the names, and in the types, that Salesforce has for them. One wrong type would have it refuse the whole batch. */
export const spellProperties = (object: DescribedObject, properties: CrmProperties): Spelling => {
  const spelled: [string, unknown][] = [];
  for (const [given, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    const field = object.field(given);
    if (!field) return { fault: noSuchField(object.name, quote(given)) };
    if (!isWritable(field)) return { fault: notWritable(field.name) };
    const written = spellValue(field.type, value);
    if (written === undefined) return { fault: unspeakable(field.name, field.type) };
    spelled.push([field.name, written]);
  }
  return { properties: Object.fromEntries(spelled) };
};
