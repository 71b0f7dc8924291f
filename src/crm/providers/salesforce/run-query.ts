import { z } from 'zod';
import { unreadableAnswer } from '../../exchange-failure.ts';
import type { SalesforceCall } from './call.ts';

/** Most pages of one query; each has up to 2,000 records. */
const MAX_PAGES = 100;

/** Where Salesforce says that the next page is: on the same host, and nowhere else on it. */
const NEXT_PAGE = /^\/services\/data\/v\d{1,3}\.\d\/query\/[A-Za-z0-9_-]{1,200}$/;

const page = z.object({
  done: z.boolean(),
  nextRecordsUrl: z.string().regex(NEXT_PAGE).nullish(),
  records: z.array(z.unknown()),
});

/** All records of a query, which is read consistently. @throws CrmError PROVIDER_DOWN for an answer that is none, as the call failed */
export const runQuery = async <Shape extends z.ZodType>(call: SalesforceCall, query: string, shape: Shape): Promise<z.output<Shape>[]> => {
  const records: z.output<Shape>[] = [];
  let path: string | null | undefined = `/query?q=${encodeURIComponent(query)}`;
  for (let pages = 0; path != null && pages < MAX_PAGES; pages += 1) {
    const read = page.safeParse(await call('GET', path));
    const found = z.array(shape).safeParse(read.data?.records);
    if (!read.success || !found.success) throw unreadableAnswer('Salesforce');
    records.push(...found.data);
    path = read.data.done ? null : read.data.nextRecordsUrl;
  }
  // What was not read to its end says nothing of what is not in it.
  if (path != null) throw unreadableAnswer('Salesforce');
  return records;
};
