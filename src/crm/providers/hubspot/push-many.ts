import { bringRows, fail } from '../../bring-rows.ts';
import type { PushResult, PushRow } from '../../crm-provider.ts';
import { createRecords, type TakenRow } from './create-records.ts';
import { duplicateFault } from './fault.ts';
import { isAdditionalEmail, lookUp, type Met } from './look-up.ts';
import { meetExisting, type Meeting } from './meet-existing.ts';
import { isContacts } from './object-type.ts';
import type { Push, SpelledRow } from './push.ts';
import { MAX_BATCH } from './send-batch.ts';
import { spellProperties } from './spell-properties.ts';
import { updateRecords } from './update-records.ts';

const withoutId = ({ externalId: _, ...row }: PushRow): PushRow => row;

/** The record that took the e-mail between our look and our create: out of HubSpot's words, else read. */
const adopt = async (push: Push, taken: readonly TakenRow[]): Promise<Meeting[]> => {
  const nameless = taken.filter(({ existingId }) => existingId === undefined).map(({ spelled }) => withoutId(spelled.row));
  const { met } = await lookUp(push.call, push.paths, push.object, nameless);
  return taken.flatMap(({ spelled, existingId }) => {
    const id = existingId ?? met.get(spelled.row.key)?.record.id;
    if (id !== undefined) return [{ spelled, id, ours: false, mainEmail: false }];
    fail(push, spelled.row, duplicateFault());
    return [];
  });
};

const meetingOf = (spelled: SpelledRow, { record, by }: Met): Meeting => {
  const ours = by === 'ID';
  return { spelled, id: record.id, ours, mainEmail: ours || !isAdditionalEmail(record, spelled.row.email ?? '') };
};

const bringUnknown = async (push: Push, rows: readonly SpelledRow[]): Promise<void> => {
  const { met, refused } = await lookUp(push.call, push.paths, push.object, rows.map(({ row }) => row));
  const meetings: Meeting[] = [];
  const missing: SpelledRow[] = [];
  for (const spelled of rows) {
    const { key } = spelled.row;
    const found = met.get(key);
    const fault = refused.get(key);
    if (fault) fail(push, spelled.row, fault);
    else if (found) meetings.push(meetingOf(spelled, found));
    else missing.push(spelled);
  }
  const adopted = await adopt(push, await createRecords(push, missing));
  await meetExisting(push, [...meetings, ...adopted]);
};

/**
 * At most 100 rows, in the order of `bringRows`: those that HubSpot finds by e-mail are met by their policy, and the rest
 * are created. Throws and fails as that does.
 */
export const pushMany = async (place: Omit<Push, 'results'>, rows: readonly PushRow[]): Promise<PushResult[]> => {
  if (rows.length > MAX_BATCH) throw new RangeError(`HubSpot takes ${MAX_BATCH} rows at once, not ${rows.length}.`);
  const push: Push = { ...place, results: new Map() };
  return bringRows(push, rows, {
    spell: ({ properties }) => spellProperties(properties),
    findsByEmail: isContacts(push.object),
    update: (updates) => updateRecords(push, updates),
    bringUnknown: (unknown) => bringUnknown(push, unknown),
  });
};
