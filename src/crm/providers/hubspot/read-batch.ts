import type { SyncFault } from '../../crm-provider.ts';
import { type HubspotRecord } from './batch-answer.ts';
import type { HubspotCall } from './call.ts';
import type { HubspotErrorBody } from './error-body.ts';
import { faultOfRow } from './fault.ts';
import { isolate, type Remainder } from '../../isolate.ts';
import { MAX_BATCH, sendBatch } from './send-batch.ts';

export interface ReadRequest {
  /** Record ids, or the values of `idProperty`; each once. */
  ids: readonly string[];
  idProperty?: 'email';
  properties: readonly string[];
}

export interface ReadOutcome {
  records: HubspotRecord[];
  /** Why an id could not be asked for. One that is merely absent is in neither list. */
  refused: Map<string, SyncFault>;
}

/** Consistent, unlike a search, which lags behind writes by seconds. Takes any number of ids. */
export const readBatch = async (call: HubspotCall, path: string, { ids, idProperty, properties }: ReadRequest): Promise<ReadOutcome> => {
  const records: HubspotRecord[] = [];
  const refused = new Map<string, SyncFault>();
  const refuse = (id: string, error: HubspotErrorBody) => {
    const fault = faultOfRow(error);
    if (fault.code !== 'NOT_FOUND') refused.set(id, fault);
  };

  const attempt = async (batch: readonly string[]): Promise<Remainder<string, HubspotErrorBody>> => {
    const inputs = batch.map((id) => ({ id }));
    const answer = await sendBatch(call, path, { ...(idProperty && { idProperty }), properties, propertiesWithHistory: [], inputs });
    records.push(...answer.results.filter(({ archived }) => archived !== true));
    const named = new Set<string>();
    for (const error of answer.errors) {
      for (const id of error.context['ids'] ?? []) {
        named.add(id);
        refuse(id, error);
      }
    }
    const open = batch.filter((id) => !named.has(id));
    // Where the good rows came back, an error that names no row is about absent ones, unless it says otherwise.
    const blame = answer.errors.find(({ context, category }) => !context['ids'] && (answer.refused || category !== 'OBJECT_NOT_FOUND'));
    return { again: answer.refused || blame ? open : [], blame };
  };

  for (let start = 0; start < ids.length; start += MAX_BATCH) {
    await isolate(ids.slice(start, start + MAX_BATCH), attempt, refuse);
  }
  return { records, refused };
};
