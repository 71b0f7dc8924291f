import { fail, succeed } from '../../bring-rows.ts';
import { CrmError, type PushRow, type SyncFault } from '../../crm-provider.ts';
import { uncertainFault } from '../../uncertain-fault.ts';
import { triedAgain } from '../../tried-again.ts';
import { notFoundFault } from './fault.ts';
import { isContacts } from './object-type.ts';
import type { Push, SpelledRow } from './push.ts';
import { writeBatch, type WriteInput } from './write-batch.ts';

/** A row whose e-mail a record holds already; its id where HubSpot told it. */
export interface TakenRow {
  spelled: SpelledRow;
  existingId: string | undefined;
}

/** With an e-mail the repeat finds what may have been created; without one it could create a second. */
const isFoundAgain = ({ object }: Push, { email }: PushRow): boolean => email !== undefined && isContacts(object);

const unanswered: SyncFault = {
  code: 'UNKNOWN',
  message: 'HubSpot did not say what became of this record.',
  hint: triedAgain(),
  retryable: true,
};

/** What a call that failed as a whole means for a row that was in it. */
const faultOfCall = (push: Push, row: PushRow, { fault, undone }: CrmError): SyncFault =>
  undone || isFoundAgain(push, row) ? fault : uncertainFault('HubSpot');

/**
 * The e-mail goes in even when the mapping leaves it out: it is what finds the record again after a lost answer.
 *
 * A row without an e-mail has nothing of that kind. Its trace id tells its result apart within this call, but
 * HubSpot keeps no trace ids, so when the answer is lost it fails for good instead of being sent again.
 */
const inputFor = (object: string, { row, properties }: SpelledRow): WriteInput => ({
  objectWriteTraceId: row.key,
  associations: [],
  properties: isContacts(object) && row.email && !properties['email'] ? { ...properties, email: row.email } : properties,
});

const write = async (push: Push, rows: readonly SpelledRow[]): ReturnType<typeof writeBatch> => {
  await push.creating?.(rows.map(({ row }) => row.key));
  try {
    return await writeBatch(push.call, push.paths.batch(push.object, 'create'), rows.map((spelled) => inputFor(push.object, spelled)));
  } catch (error) {
    if (error instanceof CrmError && !error.undone)
      for (const { row } of rows) if (!isFoundAgain(push, row)) fail(push, row, uncertainFault('HubSpot'));
    throw error;
  }
};

/**
 * Creates records of rows with unlike e-mails; returns those whose e-mail was taken meanwhile. Where the call fails as
 * a whole after HubSpot may have done it, rows that nothing would find again have their result, and it throws.
 */
export const createRecords = async (push: Push, rows: readonly SpelledRow[]): Promise<TakenRow[]> => {
  const verdicts = await write(push, rows);
  const taken: TakenRow[] = [];
  for (const spelled of rows) {
    const { row } = spelled;
    const verdict = verdicts.get(row.key) ?? { kind: 'UNANSWERED' };
    if (verdict.kind === 'WRITTEN') succeed(push, row, 'CREATED', verdict.id);
    else if (verdict.kind === 'TAKEN') taken.push({ spelled, existingId: verdict.existingId });
    else if (verdict.kind === 'REFUSED') fail(push, row, verdict.fault);
    else if (verdict.kind === 'VANISHED') fail(push, row, notFoundFault());
    else if (verdict.kind === 'BROKEN_OFF') fail(push, row, faultOfCall(push, row, verdict.error));
    else fail(push, row, isFoundAgain(push, row) ? unanswered : uncertainFault('HubSpot'));
  }
  return taken;
};
