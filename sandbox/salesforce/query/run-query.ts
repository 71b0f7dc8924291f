import { randomBytes } from 'node:crypto';
import type { Field } from '../describe/field.ts';
import type { SObject } from '../describe/sobject.ts';
import { livingRecords, recordsOf } from '../records/find-record.ts';
import { readValue } from '../records/read-value.ts';
import { showRecord } from '../records/show-record.ts';
import { badRequest } from '../salesforce-error.ts';
import type { Held, Sandbox } from '../state.ts';
import { compareValues, measure } from './compare-values.ts';
import { compileCondition, fieldAt } from './compile-condition.ts';
import { parseQuery, type Order, type Query } from './parse-query.ts';
import { invalidField, malformed, noSuchObject } from './query-error.ts';

const MOST_OFFSET = 2_000;
const MOST_OF_ALL_FIELDS = 200;
const MOST_CURSORS = 100;

export type Asked = {
  readonly soql: string;
  /** Also records in the recycle bin. */
  readonly withDeleted: boolean;
  readonly pageSize: number;
  readonly version: string;
};

/** The first page of the rows that a query finds. @throws SalesforceError */
export function runQuery(sandbox: Sandbox, { soql, withDeleted, pageSize, version }: Asked) {
  const query = parseQuery(soql);
  const object = sandbox.objects.get(query.from.text.toLowerCase());
  if (!object) throw noSuchObject(soql, query.from.at, query.from.text);
  const shown = selectedFields(query, object);
  const found = findRows(sandbox, query, object, withDeleted);
  if (!shown) return { totalSize: found.length, done: true, records: [] };
  const rows = found.map((record) => showRecord(object, record, shown, version));
  if (rows.length <= pageSize) return { totalSize: rows.length, done: true, records: rows };
  const cursor = `01g${randomBytes(6).toString('hex')}`;
  sandbox.cursors.set(cursor, { rows });
  for (const old of [...sandbox.cursors.keys()].slice(0, -MOST_CURSORS)) sandbox.cursors.delete(old);
  return pageAt(sandbox, { cursor, from: 0, pageSize, version, resource: withDeleted ? 'queryAll' : 'query' });
}

/** null for COUNT(). */
function selectedFields({ soql, select, limit }: Query, object: SObject): Field[] | null {
  if (select.kind === 'count') return null;
  if (select.kind === 'all') {
    if (limit === undefined || limit > MOST_OF_ALL_FIELDS) throw malformed(soql, 0, `The SOQL FIELDS function must have a LIMIT of at most ${MOST_OF_ALL_FIELDS}`);
    return [...object.fields.values()];
  }
  const fields = select.names.map((name) => fieldAt(soql, object, name));
  const twice = select.names.find((name, index) => fields.findIndex((field) => field === fields[index]) !== index);
  if (twice) throw invalidField(soql, twice.at, `duplicate field selected: ${twice.text}`);
  return fields;
}

function findRows(sandbox: Sandbox, query: Query, object: SObject, withDeleted: boolean): Held[] {
  const { soql, where, orders, limit, offset } = query;
  if (offset > MOST_OFFSET) throw badRequest('NUMBER_OUTSIDE_VALID_RANGE', `Maximum SOQL offset allowed is ${MOST_OFFSET}`);
  const test = where ? compileCondition(soql, object, where) : () => true;
  const sorts = orders.map((order) => compileOrder(soql, object, order));
  const all = withDeleted ? recordsOf(sandbox, object) : livingRecords(sandbox, object);
  // Without ORDER BY no order is promised, so the sandbox takes care not to keep one that looks like it.
  const found = all.filter(test).reverse();
  if (sorts.length > 0) found.sort((left, right) => sorts.reduce((order, sort) => order || sort(left, right), 0));
  return found.slice(offset, limit === undefined ? undefined : offset + limit);
}

function compileOrder(soql: string, object: SObject, { field: name, descending, nullsLast }: Order) {
  const field = fieldAt(soql, object, name);
  if (!field.sortable) throw invalidField(soql, name.at, `field '${field.name}' can not be sorted in a query call`);
  const valueOf = (record: Held) => measure(field, readValue(object, record, field));
  return (leftRecord: Held, rightRecord: Held) => {
    const [left, right] = [valueOf(leftRecord), valueOf(rightRecord)];
    if (left === null || right === null) return compareValues(left, right) * (nullsLast ? -1 : 1);
    return compareValues(left, right) * (descending ? -1 : 1);
  };
}

type Place = { readonly cursor: string; readonly from: number; readonly pageSize: number; readonly version: string; readonly resource: string };

/** A page of a query that has several. @throws SalesforceError INVALID_QUERY_LOCATOR */
export function pageAt({ cursors }: Sandbox, { cursor, from, pageSize, version, resource }: Place) {
  const held = cursors.get(cursor);
  if (!held || from > held.rows.length) throw badRequest('INVALID_QUERY_LOCATOR', 'invalid query locator');
  const next = from + pageSize;
  const page = { totalSize: held.rows.length, done: next >= held.rows.length };
  const records = held.rows.slice(from, next);
  return page.done ? { ...page, records } : { ...page, nextRecordsUrl: `/services/data/${version}/${resource}/${cursor}-${next}`, records };
}
