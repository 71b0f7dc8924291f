import { z } from 'zod';
import type { RecordPage, RecordQuery } from '../../crm-provider.ts';
import { unreadableAnswer } from '../../exchange-failure.ts';
import { hubspotRecord } from './batch-answer.ts';
import type { HubspotCall } from './call.ts';
import type { HubspotPaths } from './paths.ts';

/** HubSpot cuts a list at 100 a page, and refuses longer words of a search. */
const PAGE_MAX = 100;
const SEARCH_MAX = 3_000;

const answer = z.object({
  results: z.array(hubspotRecord),
  /** Absent on the last page. */
  paging: z.object({ next: z.object({ after: z.string() }).nullish() }).nullish(),
});

const ask = (call: HubspotCall, paths: HubspotPaths, object: string, { search, first, after, properties }: RecordQuery): Promise<unknown> => {
  const limit = Math.min(first, PAGE_MAX);
  if (search !== undefined && search !== '')
    return call('POST', paths.search(object), { query: search.slice(0, SEARCH_MAX), limit, properties, ...(after !== undefined && { after }) });
  const query = new URLSearchParams({ limit: String(limit), archived: 'false', properties: properties.join(',') });
  if (after !== undefined) query.set('after', after);
  return call('GET', `${paths.records(object)}?${query.toString()}`);
};

/** A page of records: the list itself, or what a search finds. */
export const listRecords = async (call: HubspotCall, paths: HubspotPaths, object: string, query: RecordQuery): Promise<RecordPage> => {
  const read = answer.safeParse(await ask(call, paths, object, query));
  if (!read.success) throw unreadableAnswer('HubSpot');
  const { results, paging } = read.data;
  return { records: results.map(({ id, properties }) => ({ externalId: id, properties })), after: paging?.next?.after ?? null };
};
