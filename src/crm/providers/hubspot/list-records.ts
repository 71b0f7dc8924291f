import { z } from 'zod';
import type { RecordPage, RecordQuery } from '../../crm-provider.ts';
import { unreadableAnswer } from '../../exchange-failure.ts';
import { hubspotRecord } from './batch-answer.ts';
import type { HubspotCall } from './call.ts';
import type { HubspotPaths } from './paths.ts';

/** HubSpot cuts a list at 100 a page, and refuses longer words of a search. */
const PAGE_MAX = 100;
const SEARCH_MAX = 3_000;
/** What one search shows; whoever asks for more of it is refused. */
const FOUND_MAX = 10_000;

const answer = z.object({
  results: z.array(hubspotRecord),
  /** Absent on the last page. */
  paging: z.object({ next: z.object({ after: z.string() }).nullish() }).nullish(),
});

const isSearch = ({ search }: RecordQuery): boolean => search !== undefined && search !== '';

const ask = (call: HubspotCall, paths: HubspotPaths, object: string, asked: RecordQuery): Promise<unknown> => {
  const { search = '', first, after, properties } = asked;
  const limit = Math.min(first, PAGE_MAX, isSearch(asked) ? FOUND_MAX - Number(after ?? 0) : PAGE_MAX);
  if (isSearch(asked))
    return call('POST', paths.search(object), { query: search.slice(0, SEARCH_MAX), limit, properties, ...(after !== undefined && { after }) });
  const query = new URLSearchParams({ limit: String(limit), archived: 'false', properties: properties.join(',') });
  if (after !== undefined) query.set('after', after);
  return call('GET', `${paths.records(object)}?${query.toString()}`);
};

/** A page of records: the list itself, or the first 10,000 that a search finds. */
export const listRecords = async (call: HubspotCall, paths: HubspotPaths, object: string, query: RecordQuery): Promise<RecordPage> => {
  const read = answer.safeParse(await ask(call, paths, object, query));
  if (!read.success) throw unreadableAnswer('HubSpot');
  const { results, paging } = read.data;
  const after = paging?.next?.after ?? null;
  const isEnd = isSearch(query) && Number(after) >= FOUND_MAX;
  return { records: results.map(({ id, properties }) => ({ externalId: id, properties })), after: isEnd ? null : after };
};
