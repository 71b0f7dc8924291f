import type { SyncFault } from '../../crm-provider.ts';
import { notFoundFault } from './fault.ts';
import { isContacts } from './object-type.ts';
import { fail, succeed, type Push, type SpelledRow } from './push.ts';
import { writeBatch, type WriteInput } from './write-batch.ts';

/** A row whose e-mail a record holds already; its id where HubSpot told it. */
export interface TakenRow {
  spelled: SpelledRow;
  existingId: string | undefined;
}

/** With an e-mail the repeat finds what may have been created; without one it could create a second. */
const unansweredFault = (hasEmail: boolean): SyncFault => ({
  code: 'UNKNOWN',
  message: 'HubSpot did not say what became of this record.',
  hint: hasEmail ? 'Nothing needs to be done; it is tried again.' : 'Look in HubSpot whether the record exists before syncing again.',
  retryable: hasEmail,
});

/**
 * The e-mail goes in even when the mapping leaves it out: it is what finds the record again after a lost answer.
 *
 * A row without an e-mail has nothing of that kind. Its trace id tells its result apart within this call, but
 * HubSpot keeps no trace ids, so when the answer is lost after HubSpot has written, the repeat creates a second.
 */
const inputFor = (object: string, { row, properties }: SpelledRow): WriteInput => ({
  objectWriteTraceId: row.key,
  associations: [],
  properties: isContacts(object) && row.email && !properties['email'] ? { ...properties, email: row.email } : properties,
});

/** Creates records of rows with unlike e-mails; returns those whose e-mail was taken meanwhile. */
export const createRecords = async (push: Push, rows: readonly SpelledRow[]): Promise<TakenRow[]> => {
  const inputs = rows.map((spelled) => inputFor(push.object, spelled));
  const verdicts = await writeBatch(push.call, push.paths.batch(push.object, 'create'), inputs);
  const taken: TakenRow[] = [];
  for (const spelled of rows) {
    const { row } = spelled;
    const verdict = verdicts.get(row.key) ?? { kind: 'UNANSWERED' };
    if (verdict.kind === 'WRITTEN') succeed(push, row, 'CREATED', verdict.id);
    else if (verdict.kind === 'TAKEN') taken.push({ spelled, existingId: verdict.existingId });
    else if (verdict.kind === 'REFUSED') fail(push, row, verdict.fault);
    else if (verdict.kind === 'VANISHED') fail(push, row, notFoundFault());
    else fail(push, row, unansweredFault(row.email !== undefined && isContacts(push.object)));
  }
  return taken;
};
