import { fail, succeed } from '../../bring-rows.ts';
import type { SyncFault } from '../../crm-provider.ts';
import { notFoundFault } from './fault.ts';
import type { Push, RecordUpdate, SpelledRow } from './push.ts';
import { updateRecords } from './update-records.ts';

/** A row and the record that was found for it. */
export interface Meeting {
  spelled: SpelledRow;
  id: string;
  /** By an id that was ours already (the record took it over in a merge): then no policy stands in the way. */
  ours: boolean;
  /** The record is known to hold the e-mail as its main one, so that sending it changes nothing. */
  mainEmail: boolean;
}

const notAllowed = (id: string): SyncFault => ({
  code: 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER',
  message: `HubSpot has a contact with this e-mail already (${id}) and holds each e-mail once.`,
  hint: 'Choose UPDATE or SKIP for duplicates, or change the e-mail address of the lead.',
  retryable: false,
});

/** As an additional address of the contact the e-mail must not go along: it would displace the main one. */
const updateOf = ({ spelled: { row, properties }, id, mainEmail }: Meeting): RecordUpdate => {
  const { email: _, ...others } = properties;
  return { row, id, properties: mainEmail ? properties : others };
};

/** What the duplicate policy asks for where a record exists. */
export const meetExisting = async (push: Push, meetings: readonly Meeting[]): Promise<void> => {
  const updates: RecordUpdate[] = [];
  for (const meeting of meetings) {
    const { ours, id } = meeting;
    const { row } = meeting.spelled;
    if (ours || row.duplicatePolicy === 'UPDATE') updates.push(updateOf(meeting));
    else if (row.duplicatePolicy === 'SKIP') succeed(push, row, 'SKIPPED', id);
    else fail(push, row, notAllowed(id), id);
  }
  // Found a moment ago and gone now: the next try finds what is there then.
  for (const { row, id } of await updateRecords(push, updates)) fail(push, row, { ...notFoundFault(), retryable: true }, id);
};
