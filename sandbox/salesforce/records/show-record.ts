import { fieldOf, type SObject } from '../describe/sobject.ts';
import type { Field } from '../describe/field.ts';
import { badRequest } from '../salesforce-error.ts';
import type { Held } from '../state.ts';
import { readValue } from './read-value.ts';

export const recordPath = (version: string, { object, id }: Pick<Held, 'object' | 'id'>) => `/services/data/${version}/sobjects/${object}/${id}`;

/** A record with these fields, after what it is. */
export const showRecord = (object: SObject, record: Held, fields: readonly Field[], version: string) => ({
  attributes: { type: object.name, url: recordPath(version, record) },
  ...Object.fromEntries(fields.map((field) => [field.name, readValue(object, record, field)])),
});

/** The fields of these names, or all. @throws SalesforceError INVALID_FIELD */
export function fieldsNamed(object: SObject, names: readonly string[] | undefined): Field[] {
  if (!names) return [...object.fields.values()];
  return [...new Set(names)].map((name) => {
    const field = fieldOf(object, name);
    if (!field) throw badRequest('INVALID_FIELD', `No such column '${name}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.`);
    return field;
  });
}
