import { z } from 'zod';
import { CrmError, type RecordPage, type RecordQuery } from '../../crm-provider.ts';
import type { SalesforceCall } from './call.ts';
import type { DescribedObject } from './describe-object.ts';
import { readRecords } from './read-records.ts';
import { isSalesforceId, salesforceId } from './record-id.ts';
import { runQuery } from './run-query.ts';
import { containing, literal } from './soql.ts';

const PAGE_MAX = 100;
/** Longest words of a search. */
const SEARCH_MAX = 200;

const record = z.object({ Id: salesforceId });

const noPlace = (): CrmError =>
  new CrmError({ code: 'VALIDATION', field: 'after', message: 'This is no place in a list of Salesforce records.', hint: 'Pass on what the page before gave.', retryable: false }, { undone: true });

/** What people know a record by: its name, and its e-mail address. An object without either is found by nothing. */
const searchOf = ({ field, email }: DescribedObject, search: string): string | null => {
  const names = [field('Name'), email].flatMap((one) => (one ? [one.name] : []));
  const words = containing(search.slice(0, SEARCH_MAX));
  return names.length === 0 ? null : `(${names.map((name) => `${name} LIKE ${words}`).join(' OR ')})`;
};

/**
 * A page of records in the order of their ids, so that none is passed over or told twice however much changes between
 * the pages, and no cursor of Salesforce's ends meanwhile.
 */
export const listRecords = async (call: SalesforceCall, object: DescribedObject, { search, first, after, properties }: RecordQuery): Promise<RecordPage> => {
  if (after !== undefined && !isSalesforceId(after)) throw noPlace();
  const limit = Math.min(first, PAGE_MAX);
  const words = search?.trim() ?? '';
  const found = words === '' ? '' : searchOf(object, words);
  if (found === null) return { records: [], after: null };
  const conditions = [after === undefined ? '' : `Id > ${literal(after)}`, found].filter(Boolean);
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
  const listed = await runQuery(call, `SELECT Id FROM ${object.name}${where} ORDER BY Id LIMIT ${limit + 1}`, record);
  const ids = listed.slice(0, limit).map(({ Id }) => Id);
  return { records: await readRecords(call, object, ids, properties), after: listed.length > limit ? (ids.at(-1) ?? null) : null };
};
