import type { Field } from '../describe/field.ts';
import { fieldOf, type SObject } from '../describe/sobject.ts';
import { cannotDeserialise } from '../salesforce-error.ts';
import type { Value } from '../state.ts';
import { isDay, readDateTime, readTime, showDateTime } from './date-times.ts';

/** A row as it came in. */
export type Sent = Readonly<Record<string, unknown>>;

/** Refuses a row whose values have other JSON types than its fields, before anything else is looked at. @throws SalesforceError */
export function checkTypes(object: SObject, sent: Sent): void {
  for (const [name, json] of Object.entries(sent)) {
    const field = name === 'attributes' ? undefined : fieldOf(object, name);
    if (field) deserialise(field, json);
  }
}

/** The value of a field that a JSON value stands for. @throws SalesforceError JSON_PARSER_ERROR */
export function deserialise(field: Field, json: unknown): Value {
  if (json === null && field.type !== 'boolean') return null;
  const value = readers[readerOf(field.type)](json);
  if (value === undefined) throw cannotDeserialise(nameOf(field.type), json);
  return value;
}

const readers = {
  text: (json: unknown) => (typeof json === 'string' ? json : undefined),
  truth: (json: unknown) => (typeof json === 'boolean' ? json : undefined),
  number: (json: unknown) => (typeof json === 'number' ? json : undefined),
  whole: (json: unknown) => (Number.isInteger(json) ? Number(json) : undefined),
  day: (json: unknown) => (typeof json === 'string' && isDay(json) ? json : undefined),
  moment: (json: unknown) => {
    const time = typeof json === 'string' ? readDateTime(json) : undefined;
    return time === undefined ? undefined : showDateTime(time);
  },
  time: (json: unknown) => (typeof json === 'string' ? readTime(json) : undefined),
  /** Nobody may write these; what was sent does not matter. */
  compound: () => null,
} satisfies Record<string, (json: unknown) => Value | undefined>;

function readerOf(type: Field['type']): keyof typeof readers {
  switch (type) {
    case 'boolean':
      return 'truth';
    case 'double':
    case 'currency':
    case 'percent':
      return 'number';
    case 'int':
    case 'long':
      return 'whole';
    case 'date':
      return 'day';
    case 'datetime':
      return 'moment';
    case 'time':
      return 'time';
    case 'address':
    case 'location':
      return 'compound';
    case 'string':
    case 'id':
    case 'reference':
    case 'encryptedstring':
    case 'combobox':
    case 'anyType':
    case 'textarea':
    case 'email':
    case 'phone':
    case 'url':
    case 'picklist':
    case 'multipicklist':
    case 'base64':
      return 'text';
  }
}

const nameOf = (type: Field['type']) => {
  const reader = readerOf(type);
  return reader === 'text' ? 'string' : reader === 'number' ? 'double' : type;
};
