import { fail, succeed } from '../../bring-rows.ts';
import { notFoundFault } from './fault.ts';
import type { Push, RecordUpdate, SpelledRow } from './push.ts';
import { updateRecords } from './update-records.ts';

/** A row and the record that was found for it. */
export interface Meeting {
  spelled: SpelledRow;
  id: string;
  /** Made for this row: then no policy stands in the way. */
  ours: boolean;
}

/** What the duplicate policy asks for where a record exists; one that asks for a new record is not met. */
export const meetExisting = async (push: Push, meetings: readonly Meeting[]): Promise<void> => {
  const updates: RecordUpdate[] = [];
  for (const { spelled, id, ours } of meetings) {
    if (ours || spelled.row.duplicatePolicy !== 'SKIP') updates.push({ ...spelled, id });
    else succeed(push, spelled.row, 'SKIPPED', id);
  }
  // Found a moment ago and gone now: the next try finds what is there then.
  for (const { row, id } of await updateRecords(push, updates)) fail(push, row, { ...notFoundFault(), retryable: true }, id);
};
