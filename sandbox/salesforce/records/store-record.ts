import type { Field } from '../describe/field.ts';
import type { SObject } from '../describe/sobject.ts';
import { shorten } from '../record-id.ts';
import { badRequest } from '../salesforce-error.ts';
import type { Held, Sandbox } from '../state.ts';
import { fold, livingRecords } from './find-record.ts';

/** Puts this state of a record in place of the one before. @throws SalesforceError DUPLICATE_VALUE */
export function storeRecord(sandbox: Sandbox, object: SObject, record: Held): Held {
  const held = record.deleted ? [] : keysOf(object, record);
  for (const { field, key } of held) {
    const holder = sandbox.holders.get(key);
    if (holder === undefined || holder === record.id) continue;
    throw badRequest('DUPLICATE_VALUE', `duplicate value found: ${field.name} duplicates value on record with id: ${shorten(holder)}`, [field.name]);
  }
  const all = sandbox.records.get(object.name) ?? new Map<string, Held>();
  const before = all.get(record.id);
  if (before) for (const { key } of keysOf(object, before)) sandbox.holders.delete(key);
  for (const { key } of held) sandbox.holders.set(key, record.id);
  sandbox.records.set(object.name, all.set(record.id, record));
  return record;
}

function keysOf(object: SObject, { values }: Held): { field: Field; key: string }[] {
  return [...object.fields.values()]
    .filter(({ unique }) => unique)
    .flatMap((field) => {
      const value = values[field.name] ?? null;
      return value === null ? [] : [{ field, key: [object.name, field.name, fold(field, String(value))].join('\n') }];
    });
}

/** Knows again who holds which unique value, after fields have changed. */
export function indexHolders(sandbox: Sandbox): void {
  sandbox.holders = new Map();
  for (const object of sandbox.objects.values()) {
    for (const record of livingRecords(sandbox, object)) for (const { key } of keysOf(object, record)) sandbox.holders.set(key, record.id);
  }
}

/** Runs `work`; when it throws, every record is as it was. */
export function allOrNothing<T>(sandbox: Sandbox, work: () => T): T {
  const { records, holders } = sandbox;
  sandbox.records = new Map([...records].map(([name, all]) => [name, new Map(all)]));
  sandbox.holders = new Map(holders);
  try {
    return work();
  } catch (error) {
    Object.assign(sandbox, { records, holders });
    throw error;
  }
}
