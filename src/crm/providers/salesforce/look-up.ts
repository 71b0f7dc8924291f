import { z } from 'zod';
import { CrmError, type PushRow } from '../../crm-provider.ts';
import type { SalesforceCall } from './call.ts';
import type { DescribedField, DescribedObject } from './describe-object.ts';
import { salesforceId } from './record-id.ts';
import { SalesforceRefusal } from './refusal.ts';
import { runQuery } from './run-query.ts';
import { inQueryLengths, literal } from './soql.ts';

/** The record that a row meets; `ours` was made for this very row. */
export interface Met {
  id: string;
  ours: boolean;
}

const record = z.looseObject({ Id: salesforceId });

const lower = (value: unknown): string => (typeof value === 'string' ? value.toLowerCase() : '');

/** A lead that was converted can no longer be written. */
const openOnly = (object: DescribedObject): string => (object.name === 'Lead' && object.field('IsConverted') ? ' AND IsConverted = false' : '');

/** How often a query that takes Salesforce too long is made half as large: to an eighth, with 15 calls at most for a list of values. */
const HALVINGS_MAX = 3;

/**
 * Whoever of both gives up first: Salesforce, or we (CRM_TIMEOUT_MS). A query only reads, so one that we did not wait for
 * may be asked again; where no connection opened it was not asked, and less of it would fare no better.
 */
const tookTooLong = (error: unknown): boolean =>
  error instanceof SalesforceRefusal ? error.errors[0]?.code === 'QUERY_TIMEOUT' : error instanceof CrmError && error.fault.code === 'TIMEOUT' && !error.undone;

/** What `read` finds for all values; those of a query that takes Salesforce too long are asked for in halves. @throws CrmError as `read` */
const inSmaller = async <Found>(values: readonly string[], read: (values: readonly string[]) => Promise<Found[]>, halvings = HALVINGS_MAX): Promise<Found[]> => {
  try {
    return await read(values);
  } catch (error) {
    if (!tookTooLong(error) || values.length < 2 || halvings === 0) throw error;
    const half = Math.ceil(values.length / 2);
    const first = await inSmaller(values.slice(0, half), read, halvings - 1);
    return [...first, ...(await inSmaller(values.slice(half), read, halvings - 1))];
  }
};

/** Records by a value of a field, the oldest first, so that of several the same one is met every time. */
const findBy = async (call: SalesforceCall, object: DescribedObject, field: DescribedField, values: readonly string[]): Promise<Map<string, string>> => {
  const found = new Map<string, string>();
  for (const list of inQueryLengths([...new Set(values)])) {
    const queryFor = (part: readonly string[]) => `SELECT Id, ${field.name} FROM ${object.name} WHERE ${field.name} IN (${part.map(literal).join(',')})${openOnly(object)} ORDER BY CreatedDate, Id`;
    for (const { Id, ...properties } of await inSmaller(list, (part) => runQuery(call, queryFor(part), record))) {
      const value = lower(properties[field.name]);
      if (!found.has(value)) found.set(value, Id);
    }
  }
  return found;
};

/**
 * The records that rows meet, by the key that we have given them where the object has a field for it, else by e-mail.
 * Read from the database and not from the search index, so what was written a moment ago is found.
 */
export const lookUp = async (call: SalesforceCall, object: DescribedObject, rows: readonly PushRow[], keyField?: DescribedField): Promise<Map<string, Met>> => {
  const byKey = keyField ? await findBy(call, object, keyField, rows.map(({ key }) => key)) : new Map<string, string>();
  const open = rows.filter(({ key }) => !byKey.has(key.toLowerCase()));
  const emails = open.flatMap(({ email }) => email || []).map(lower);
  const byEmail = object.email && emails.length > 0 ? await findBy(call, object, object.email, emails) : new Map<string, string>();
  return new Map(rows.flatMap((row): [string, Met][] => {
    const [own, met] = [byKey.get(row.key.toLowerCase()), byEmail.get(lower(row.email))];
    if (own !== undefined) return [[row.key, { id: own, ours: true }]];
    return met === undefined || lower(row.email) === '' ? [] : [[row.key, { id: met, ours: false }]];
  }));
};
