import { HubspotRefusal, type HubspotCall } from './call.ts';
import { readBatchAnswer, type BatchAnswer } from './batch-answer.ts';
import type { HubspotErrorBody } from './error-body.ts';

/** HubSpot's limit of inputs, for reading and writing alike. */
export const MAX_BATCH = 100;

/** A refusal that may be the fault of single rows. Others (401, 403, 429, 5xx, a path that is not there) are of the whole call. */
const isAboutRows = ({ status, body }: HubspotRefusal): boolean =>
  status === 400 || status === 409 || (status === 404 && body.category === 'OBJECT_NOT_FOUND');

const namesRows = ({ context }: HubspotErrorBody): boolean =>
  context['objectWriteTraceId'] !== undefined || context['ids'] !== undefined;

/** The status says more surely than the body what a refusal of the whole batch means for its rows. */
const categories: Readonly<Record<number, string>> = { 400: 'VALIDATION_ERROR', 404: 'OBJECT_NOT_FOUND', 409: 'CONFLICT' };

/** A batch that was refused whole reads like one in which every row failed: by row where it says so, else once for all. */
const refusedWhole = ({ status, body }: HubspotRefusal): BatchAnswer => {
  const category = categories[status];
  const byRow = body.errors.filter(namesRows).map((error) => ({ ...error, category: error.category ?? category }));
  return { results: [], errors: byRow.length > 0 ? byRow : [{ ...body, category }], refused: true };
};

/** Throws for what is wrong with the whole call; what may be wrong with rows is in `errors`. */
export const sendBatch = async (call: HubspotCall, path: string, body: object): Promise<BatchAnswer> => {
  try {
    return readBatchAnswer(await call('POST', path, body));
  } catch (error) {
    if (error instanceof HubspotRefusal && isAboutRows(error)) return refusedWhole(error);
    throw error;
  }
};
