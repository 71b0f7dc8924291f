import type { CrmRecord, PushRow } from '../../crm-provider.ts';
import type { HubspotCall } from './call.ts';
import { lookUp } from './look-up.ts';
import type { HubspotPaths } from './paths.ts';

/** What a push of these rows would meet, with the properties asked for and no others. A row that HubSpot will not look for meets nothing. */
export const findMany = async (
  call: HubspotCall,
  paths: HubspotPaths,
  object: string,
  rows: readonly PushRow[],
  properties: readonly string[],
): Promise<Map<string, CrmRecord>> => {
  const { met } = await lookUp(call, paths, object, rows, properties);
  const asked = new Set(properties);
  return new Map(
    [...met].map(([key, { record }]) => [
      key,
      { externalId: record.id, properties: Object.fromEntries(Object.entries(record.properties).filter(([name]) => asked.has(name))) },
    ]),
  );
};
