import type { CrmRecord, PushRow } from '../../crm-provider.ts';
import type { SalesforceCall } from './call.ts';
import type { DescribedField, DescribedObject } from './describe-object.ts';
import { lookUp } from './look-up.ts';
import { readRecords } from './read-records.ts';
import { isSameId } from './record-id.ts';

/** What a push of these rows would meet, by id, else by our key or e-mail, with the properties asked for and no others. */
export const findMany = async (
  call: SalesforceCall,
  object: DescribedObject,
  { rows, properties, keyField }: { rows: readonly PushRow[]; properties: readonly string[]; keyField: DescribedField | undefined },
): Promise<Map<string, CrmRecord>> => {
  const found = new Map<string, CrmRecord>();
  const take = async (ids: ReadonlyMap<string, string>): Promise<void> => {
    const records = await readRecords(call, object, [...ids.values()], properties);
    for (const [key, id] of ids) {
      const record = records.find(({ externalId }) => isSameId(externalId, id));
      if (record) found.set(key, record);
    }
  };
  await take(new Map(rows.flatMap(({ key, externalId }) => (externalId === undefined ? [] : [[key, externalId]]))));
  const met = await lookUp(call, object, rows.filter(({ key }) => !found.has(key)), keyField);
  await take(new Map([...met].map(([key, { id }]) => [key, id])));
  return found;
};
