import type { Field } from '../describe/field.ts';
import type { SObject } from '../describe/sobject.ts';
import { USER } from '../organisation.ts';
import type { Held, Value } from '../state.ts';
import { showDateTime } from './date-times.ts';

/** The value of a field as the API shows it: stored, the system's own, or put together from parts. */
export function readValue(object: SObject, record: Held, field: Field): Value | Readonly<Record<string, Value>> {
  switch (field.name) {
    case 'Id':
      return record.id;
    case 'IsDeleted':
      return record.deleted;
    case 'CreatedDate':
      return showDateTime(record.createdAt);
    case 'LastModifiedDate':
    case 'SystemModstamp':
      return showDateTime(record.modifiedAt);
    case 'CreatedById':
    case 'LastModifiedById':
      return USER.id;
    default:
      return field.type === 'address' || field.type === 'location' ? readCompound(object, record, field) : readPlain(record, field);
  }
}

function readPlain({ values }: Held, { name, type, extraTypeInfo }: Field): Value {
  if (extraTypeInfo === 'personname') return [values['FirstName'], values['LastName']].filter((part) => typeof part === 'string').join(' ');
  return values[name] ?? (type === 'boolean' ? false : null);
}

const PARTS = ['street', 'city', 'state', 'postalCode', 'country', 'latitude', 'longitude'];

/** The parts of an address or a place under their small names; null where none is set. */
function readCompound(object: SObject, { values }: Held, { name }: Field): Readonly<Record<string, Value>> | null {
  const parts = [...object.fields.values()].filter(({ compoundFieldName }) => compoundFieldName === name);
  const named = parts.flatMap((part) => {
    const key = PARTS.find((each) => part.name.replace(/__s$/, '').toLowerCase().endsWith(each.toLowerCase()));
    return key === undefined ? [] : [[key, values[part.name] ?? null] as const];
  });
  return named.some(([, value]) => value !== null) ? Object.fromEntries(named) : null;
}
