import { CrmError, type PushResult, type PushRow } from '../../crm-provider.ts';
import type { HubspotCall } from './call.ts';
import { createRecords, type TakenRow } from './create-records.ts';
import { duplicateFault } from './fault.ts';
import { isAdditionalEmail, lookUp, type Met } from './look-up.ts';
import { meetExisting, type Meeting } from './meet-existing.ts';
import { isContacts } from './object-type.ts';
import type { HubspotPaths } from './paths.ts';
import { fail, type Push, type SpelledRow } from './push.ts';
import { MAX_BATCH } from './send-batch.ts';
import { spellProperties } from './spell-properties.ts';
import { updateRecords } from './update-records.ts';

const spellRows = (push: Push, rows: readonly PushRow[]): SpelledRow[] =>
  rows.flatMap((row) => {
    const spelling = spellProperties(row.properties);
    if ('properties' in spelling) return [{ row, properties: spelling.properties }];
    fail(push, row, spelling.fault);
    return [];
  });

/** Rows of which no two have one e-mail, and the others: a second one becomes an update of what the first creates. */
const oncePerEmail = (object: string, rows: readonly SpelledRow[]): [SpelledRow[], SpelledRow[]] => {
  const seen = new Set<string>();
  const isFirst = ({ row: { email } }: SpelledRow): boolean =>
    !email || !isContacts(object) || seen.size < seen.add(email.toLowerCase()).size;
  const first = rows.filter(isFirst);
  return [first, rows.filter((row) => !first.includes(row))];
};

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

const bringAll = async (push: Push, rows: readonly SpelledRow[]): Promise<void> => {
  const known = rows.flatMap(({ row, properties }) => (row.externalId === undefined ? [] : [{ row, properties, id: row.externalId }]));
  const gone = new Set((await updateRecords(push, known)).map(({ row }) => row));
  const unknown = rows.filter(({ row }) => row.externalId === undefined || gone.has(row));
  for (let [turn, later] = oncePerEmail(push.object, unknown); turn.length > 0; [turn, later] = oncePerEmail(push.object, later)) {
    await bringUnknown(push, turn);
  }
};

/** Was written, or may have been. */
const mustNotRepeat = (result: PushResult): boolean =>
  result.action === 'FAILED' ? result.fault.uncertain === true : result.action !== 'SKIPPED';

/**
 * At most 100 rows: known ids are updated; of the others those that HubSpot finds by e-mail are met by their
 * policy, and the rest are created. A whole call that fails before anything was written throws; after that its
 * fault is the result of the rows that are left, so that no finished row is told to be repeated.
 */
export const pushMany = async (call: HubspotCall, paths: HubspotPaths, object: string, rows: readonly PushRow[]): Promise<PushResult[]> => {
  if (rows.length > MAX_BATCH) throw new RangeError(`HubSpot takes ${MAX_BATCH} rows at once, not ${rows.length}.`);
  const push: Push = { call, paths, object, results: new Map() };
  try {
    await bringAll(push, spellRows(push, rows));
  } catch (error) {
    if (!(error instanceof CrmError) || ![...push.results.values()].some(mustNotRepeat)) throw error;
    for (const row of rows) if (!push.results.has(row.key)) fail(push, row, error.fault);
  }
  return [...push.results.values()];
};
