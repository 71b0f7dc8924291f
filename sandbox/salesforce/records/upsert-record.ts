import type { Field } from '../describe/field.ts';
import type { SObject } from '../describe/sobject.ts';
import type { Held, Sandbox } from '../state.ts';
import type { Manner } from './apply-duplicate-rule.ts';
import type { Sent } from './deserialise.ts';
import { createRecord, updateRecord } from './write-record.ts';

export type Upsert = {
  readonly key: Field;
  readonly value: string;
  /** The one record that has the key. */
  readonly found: Held | undefined;
  /** Without the key. */
  readonly sent: Sent;
};

/** @throws SalesforceError */
export function upsertRecord(sandbox: Sandbox, object: SObject, { key, value, found, sent }: Upsert, manner: Manner): { record: Held; created: boolean } {
  if (found) return { record: updateRecord(sandbox, object, found, sent, manner), created: false };
  const isNumber = ['int', 'long', 'double'].includes(key.type);
  return { record: createRecord(sandbox, object, { ...sent, [key.name]: isNumber ? Number(value) : value }, manner), created: true };
}
