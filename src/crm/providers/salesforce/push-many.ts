import { bringRows } from '../../bring-rows.ts';
import type { PushResult, PushRow } from '../../crm-provider.ts';
import { adoptDuplicates } from './adopt-duplicates.ts';
import { createRecords } from './create-records.ts';
import { lookUp } from './look-up.ts';
import { meetExisting, type Meeting } from './meet-existing.ts';
import type { Push, SpelledRow } from './push.ts';
import { spellProperties } from './spell-properties.ts';
import { updateRecords } from './update-records.ts';
import { MAX_BATCH } from './write-collection.ts';

/** The record that a row is to meet: one of its own, or one that its policy speaks of. */
const meetingOf = (push: Push, spelled: SpelledRow, met: { id: string; ours: boolean } | undefined): Meeting | undefined => {
  if (!met) return undefined;
  const ours = met.ours || push.made.has(met.id);
  return ours || spelled.row.duplicatePolicy !== 'CREATE_NEW' ? { spelled, id: met.id, ours } : undefined;
};

const bringUnknown = async (push: Push, rows: readonly SpelledRow[]): Promise<void> => {
  const met = await lookUp(push.call, push.object, rows.map(({ row }) => row), push.keyField);
  const meetings: Meeting[] = [];
  const missing: SpelledRow[] = [];
  for (const spelled of rows) {
    const meeting = meetingOf(push, spelled, met.get(spelled.row.key));
    if (meeting) meetings.push(meeting);
    else missing.push(spelled);
  }
  const adopted = await adoptDuplicates(push, await createRecords(push, missing), met);
  await meetExisting(push, [...meetings, ...adopted]);
};

/**
 * At most 200 rows, in the order of `bringRows`: those that Salesforce has by our key or e-mail are met by their policy,
 * and the rest are created. Throws and fails as that does.
 */
export const pushMany = async (place: Omit<Push, 'results' | 'made'>, rows: readonly PushRow[]): Promise<PushResult[]> => {
  if (rows.length > MAX_BATCH) throw new RangeError(`Salesforce takes ${MAX_BATCH} rows at once, not ${rows.length}.`);
  const push: Push = { ...place, results: new Map(), made: new Set() };
  return bringRows(push, rows, {
    spell: ({ properties }) => spellProperties(push.object, properties),
    findsByEmail: push.object.email !== undefined,
    update: (updates) => updateRecords(push, updates),
    bringUnknown: (unknown) => bringUnknown(push, unknown),
  });
};
