import { z } from 'zod';

import { unreadableAnswer } from '../../exchange-failure.ts';
import { hubspotErrorBody, type HubspotErrorBody } from './error-body.ts';

/** HubSpot's ids are numbers; what else an id may be must at least be storable, and safe to stand in an address. */
const recordId = z.union([z.string(), z.number()]).transform(String).pipe(z.string().regex(/^[A-Za-z0-9_-]{1,64}$/));

/** A record in any of HubSpot's answers. */
export const hubspotRecord = z.object({
  id: recordId,
  properties: z.record(z.string(), z.unknown()).catch({}),
  archived: z.boolean().optional().catch(undefined),
  objectWriteTraceId: z.string().optional().catch(undefined),
});

export type HubspotRecord = z.infer<typeof hubspotRecord>;

/** What a batch came to. Whether it is a 200, 201 or 207 says nothing: both lists count, in any order. */
export interface BatchAnswer {
  results: HubspotRecord[];
  errors: HubspotErrorBody[];
  /** HubSpot refused the batch as a whole: also the rows that no error is about were not done. */
  refused: boolean;
}

const answer = z.object({
  results: z.array(hubspotRecord),
  numErrors: z.number().optional().catch(undefined),
  errors: z.array(hubspotErrorBody).optional(),
});

export const readBatchAnswer = (body: unknown): BatchAnswer => {
  const read = answer.safeParse(body);
  if (!read.success) throw unreadableAnswer('HubSpot');
  const { results, numErrors = 0, errors = [] } = read.data;
  // A count without its list still says that something failed; it is then found out which.
  return { results, errors: numErrors > 0 && errors.length === 0 ? [hubspotErrorBody.parse({})] : errors, refused: false };
};

/** A property as text, lower case, for comparing e-mails. */
export const lowerCase = (value: unknown): string => (typeof value === 'string' ? value.toLowerCase() : '');
