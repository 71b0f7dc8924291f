import { fieldOf, type SObject } from '../describe/sobject.ts';
import type { Field } from '../describe/field.ts';
import { readId } from '../record-id.ts';
import { deleted, notFound } from '../salesforce-error.ts';
import type { Held, Sandbox } from '../state.ts';

/** Every record of the object, in the order of their ids, also those in the recycle bin. */
export const recordsOf = ({ records }: Sandbox, { name }: SObject): Held[] => [...(records.get(name)?.values() ?? [])];

export const livingRecords = (sandbox: Sandbox, object: SObject) => recordsOf(sandbox, object).filter((record) => !record.deleted);

/** The record of this id, of 15 or 18 characters. */
export function lookUp({ records }: Sandbox, { name }: SObject, text: string): Held | undefined {
  const id = readId(text);
  return id === undefined ? undefined : records.get(name)?.get(id);
}

/** @throws SalesforceError 404 */
export function findRecord(sandbox: Sandbox, object: SObject, text: string): Held {
  const record = lookUp(sandbox, object, text);
  if (!record) throw notFound(readId(text) === undefined ? noSuchKey(text) : undefined);
  if (record.deleted) throw deleted();
  return record;
}

const noSuchKey = (name: string) => `Provided external ID field does not exist or is not accessible: ${name}`;

/** A field that records may be looked up by. @throws SalesforceError 404 */
export function findKey(object: SObject, name: string): Field {
  const field = fieldOf(object, name);
  if (!field || !(field.externalId || field.idLookup)) throw notFound(noSuchKey(name));
  return field;
}

/** The living records with this value of a key field; several only where it is not unique. */
export function findByKey(sandbox: Sandbox, object: SObject, key: Field, value: string): Held[] {
  if (key.type === 'id') {
    const record = lookUp(sandbox, object, value);
    return record && !record.deleted ? [record] : [];
  }
  const wanted = fold(key, value);
  return livingRecords(sandbox, object).filter(({ values }) => {
    const held = values[key.name];
    return held !== undefined && held !== null && fold(key, String(held)) === wanted;
  });
}

/** How two values of a field are compared. */
export const fold = ({ caseSensitive }: Pick<Field, 'caseSensitive'>, text: string) => (caseSensitive ? text : text.toLowerCase());

/** The living records of the object that hold this e-mail address, in any case. */
export const recordsOfEmail = (sandbox: Sandbox, object: SObject, email: string) =>
  livingRecords(sandbox, object).filter(({ values: { Email } }) => typeof Email === 'string' && Email.toLowerCase() === email.toLowerCase());
