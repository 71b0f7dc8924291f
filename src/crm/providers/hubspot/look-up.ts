import type { PushRow, SyncFault } from '../../crm-provider.ts';
import { lowerCase, type HubspotRecord } from './batch-answer.ts';
import type { HubspotCall } from './call.ts';
import { isContacts } from './object-type.ts';
import type { HubspotPaths } from './paths.ts';
import { readBatch } from './read-batch.ts';

export interface Met {
  record: HubspotRecord;
  by: 'ID' | 'EMAIL';
}

export interface LookUp {
  /** By the row's key. */
  met: Map<string, Met>;
  /** By the row's key: HubSpot would not even look. */
  refused: Map<string, SyncFault>;
}

/** Beside what the caller asks for: what tells which record belongs to which row. */
const MATCHING = ['email', 'hs_additional_emails', 'hs_merged_object_ids'];

const listed = (value: unknown): string[] => lowerCase(value).split(';').filter(Boolean);

/** A record that took others in by a merge answers to their ids as well. */
const answersToId = ({ id, properties }: HubspotRecord, wanted: string): boolean =>
  id === wanted || listed(properties['hs_merged_object_ids']).includes(wanted);

const answersToEmail = ({ properties }: HubspotRecord, wanted: string): boolean =>
  lowerCase(properties['email']) === wanted || listed(properties['hs_additional_emails']).includes(wanted);

/** The record's main address is another one: this was one of its additional ones. */
export const isAdditionalEmail = ({ properties }: HubspotRecord, email: string): boolean => lowerCase(properties['email']) !== email.toLowerCase();

interface Look {
  by: Met['by'];
  idProperty?: 'email';
  wantedOf: (row: PushRow) => string | undefined;
  answersTo: (record: HubspotRecord, wanted: string) => boolean;
}

const byId: Look = { by: 'ID', wantedOf: ({ externalId }) => externalId, answersTo: answersToId };
const byEmail: Look = { by: 'EMAIL', idProperty: 'email', wantedOf: ({ email }) => email?.toLowerCase(), answersTo: answersToEmail };

/** What the rows meet in HubSpot: by id, and for contacts those that meet nothing so, by e-mail. Read consistently. */
export const lookUp = async (
  call: HubspotCall,
  paths: HubspotPaths,
  object: string,
  rows: readonly PushRow[],
  properties: readonly string[] = [],
): Promise<LookUp> => {
  const found: LookUp = { met: new Map(), refused: new Map() };
  const path = paths.batch(object, 'read');

  const look = async ({ by, idProperty, wantedOf, answersTo }: Look): Promise<void> => {
    const open = rows.filter(({ key }) => !found.met.has(key) && !found.refused.has(key));
    const ids = [...new Set(open.map(wantedOf))].filter((id) => id !== undefined && id !== '') as string[];
    const wanted = [...new Set([...properties, ...MATCHING])];
    const { records, refused } = await readBatch(call, path, { ids, properties: wanted, ...(idProperty && { idProperty }) });
    for (const row of open) {
      const id = wantedOf(row);
      const record = id && records.find((one) => answersTo(one, id));
      const fault = id && refused.get(id);
      if (record) found.met.set(row.key, { record, by });
      else if (fault) found.refused.set(row.key, fault);
    }
  };

  await look(byId);
  if (isContacts(object)) await look(byEmail);
  return found;
};
