import { z } from 'zod';
import type { CrmProperties, CrmRecord } from '../../crm-provider.ts';
import { unreadableAnswer } from '../../exchange-failure.ts';
import type { SalesforceCall } from './call.ts';
import type { DescribedObject } from './describe-object.ts';
import { isSalesforceId, salesforceId } from './record-id.ts';

/** What Salesforce takes in one read. */
const MAX_IDS = 2_000;

const answer = z.array(z.looseObject({ Id: salesforceId }).nullable());

/** A record's values under the names that were asked for, whatever their case. */
const propertiesOf = (object: DescribedObject, read: Record<string, unknown>, names: readonly string[]): CrmProperties =>
  Object.fromEntries(names.flatMap((name) => {
    const field = object.field(name);
    return field && Object.hasOwn(read, field.name) ? [[name, read[field.name]]] : [];
  }));

/** The records of these ids, as they are now; those that are gone, and names that the object does not have, are left out. */
export const readRecords = async (call: SalesforceCall, object: DescribedObject, ids: readonly string[], names: readonly string[]): Promise<CrmRecord[]> => {
  const asked = [...new Set(ids)].filter(isSalesforceId);
  const fields = [...new Set(['Id', ...names.flatMap((name) => object.field(name)?.name ?? [])])];
  const records: CrmRecord[] = [];
  for (let start = 0; start < asked.length; start += MAX_IDS) {
    const read = answer.safeParse(await call('POST', `/composite/sobjects/${object.name}`, { ids: asked.slice(start, start + MAX_IDS), fields }));
    if (!read.success) throw unreadableAnswer('Salesforce');
    for (const record of read.data) if (record) records.push({ externalId: record.Id, properties: propertiesOf(object, record, names) });
  }
  return records;
};
