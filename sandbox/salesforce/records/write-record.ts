import type { SObject } from '../describe/sobject.ts';
import { USER } from '../organisation.ts';
import { makeId } from '../record-id.ts';
import { badRequest, deleted } from '../salesforce-error.ts';
import type { Held, Sandbox, Value, Values } from '../state.ts';
import { applyDuplicateRule, type Manner } from './apply-duplicate-rule.ts';
import { checkRow } from './check-row.ts';
import type { Sent } from './deserialise.ts';
import { failRow } from './row-faults.ts';
import { storeRecord } from './store-record.ts';

/** @throws SalesforceError */
export function createRecord(sandbox: Sandbox, object: SObject, sent: Sent, manner: Manner): Held {
  if (!object.createable) throw badRequest('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', `entity type cannot be inserted: ${object.label}`);
  const values = checkRow(sandbox, object, sent, {});
  failRow(sandbox, object.name, values);
  applyDuplicateRule(sandbox, object, values, undefined, manner);
  return insert(sandbox, object, values);
}

/** A record that is there without having been sent: read-only fields may be set, and no rule is asked. @throws SalesforceError */
export const plantRecord = (sandbox: Sandbox, object: SObject, sent: Sent): Held =>
  insert(sandbox, object, checkRow(sandbox, object, sent, { bySalesforce: true }));

/** Changes just the given fields. @throws SalesforceError */
export function updateRecord(sandbox: Sandbox, object: SObject, before: Held, sent: Sent, manner: Manner): Held {
  if (before.deleted) throw deleted();
  const values = checkRow(sandbox, object, sent, { before });
  if (before.values['IsConverted'] === true) throw badRequest('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead');
  failRow(sandbox, object.name, { ...before.values, ...values });
  applyDuplicateRule(sandbox, object, values, before, manner);
  return storeRecord(sandbox, object, { ...before, values: withoutNulls({ ...before.values, ...values }), modifiedAt: Date.now() });
}

/** Moves a record to the recycle bin. @throws SalesforceError */
export function deleteRecord(sandbox: Sandbox, object: SObject, record: Held): void {
  if (record.deleted) throw deleted();
  failRow(sandbox, object.name, record.values);
  storeRecord(sandbox, object, { ...record, deleted: true, modifiedAt: Date.now() });
}

function insert(sandbox: Sandbox, object: SObject, values: Values): Held {
  const number = sandbox.nextNumber++;
  const id = makeId(object.keyPrefix, number);
  const now = Date.now();
  const all = { ...defaultsOf(object, number), ...withoutNulls(values) };
  return storeRecord(sandbox, object, { id, object: object.name, values: all, createdAt: now, modifiedAt: now, deleted: false });
}

/** What a new record has though nobody said so. */
function defaultsOf(object: SObject, number: number): Values {
  const defaults = [...object.fields.values()].flatMap((field): [string, Value][] => {
    if (field.autoNumber) return [[field.name, `N-${number}`]];
    if (field.name === 'OwnerId') return [[field.name, USER.id]];
    const value = field.picklistValues.find(({ defaultValue }) => defaultValue)?.value ?? field.defaultValue;
    return value === null ? [] : [[field.name, value]];
  });
  return Object.fromEntries(defaults);
}

const withoutNulls = (values: Values): Values => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
