import { fail, succeed } from '../../bring-rows.ts';
import { CrmError, type PushRow, type SyncFault } from '../../crm-provider.ts';
import { uncertainFault } from '../../uncertain-fault.ts';
import type { SalesforceError } from './error-body.ts';
import { faultOfRow } from './fault.ts';
import { unanswered, type Push, type SpelledRow } from './push.ts';
import { writeCollection, type CollectionRequest, type RowVerdict, type WriteInput } from './write-collection.ts';

/** A row that Salesforce holds for a duplicate, and what it said. */
export interface TakenRow {
  spelled: SpelledRow;
  error: SalesforceError;
}

/**
 * Whether a repeat finds what may have been created: by our key, or by the e-mail address where the policy meets what
 * it finds. A row that asks for a record of its own beside others would make another one.
 */
const isFoundAgain = ({ keyField, object }: Push, { email, duplicatePolicy }: PushRow): boolean =>
  keyField !== undefined || (Boolean(email) && object.email !== undefined && duplicatePolicy !== 'CREATE_NEW');

/** What a call that failed as a whole means for a row that was in it. */
const faultOfCall = (push: Push, row: PushRow, { fault, undone }: CrmError): SyncFault =>
  undone || isFoundAgain(push, row) ? fault : uncertainFault('Salesforce');

/** The e-mail goes in even when the mapping leaves it out: it is what finds the record again after a lost answer. */
const inputFor = ({ object, keyField }: Push, { row: { key, email }, properties }: SpelledRow): WriteInput => {
  const field = object.email;
  const address = field?.createable && email && !properties[field.name] ? { [field.name]: email } : {};
  return { key, record: { attributes: { type: object.name }, ...properties, ...address, ...(keyField && { [keyField.name]: key }) } };
};

const requestFor = ({ object, keyField }: Push, allowDuplicates: boolean): CollectionRequest =>
  keyField
    ? { method: 'PATCH', path: `/composite/sobjects/${object.name}/${keyField.name}`, allowDuplicates }
    : { method: 'POST', path: '/composite/sobjects', allowDuplicates };

const write = async (push: Push, rows: readonly SpelledRow[], allowDuplicates: boolean): ReturnType<typeof writeCollection> => {
  await push.creating?.(rows.map(({ row }) => row.key));
  try {
    return await writeCollection(push.call, requestFor(push, allowDuplicates), rows.map((spelled) => inputFor(push, spelled)));
  } catch (error) {
    if (error instanceof CrmError && !error.undone)
      for (const { row } of rows) if (!isFoundAgain(push, row)) fail(push, row, uncertainFault('Salesforce'));
    throw error;
  }
};

/** Two creates of one row have met at Salesforce, which let one through: the next try finds it. */
const isOwnKey = ({ keyField }: Push, { code, message, fields }: SalesforceError): boolean =>
  keyField !== undefined && code === 'DUPLICATE_VALUE' && (fields.includes(keyField.name) || message.includes(keyField.name));

const isTaken = ({ code }: SalesforceError): boolean => code === 'DUPLICATES_DETECTED' || code === 'DUPLICATE_VALUE';

const settle = (push: Push, spelled: SpelledRow, verdict: RowVerdict = { kind: 'UNANSWERED' }): TakenRow[] => {
  const { row } = spelled;
  if (verdict.kind === 'WRITTEN') {
    push.made.add(verdict.id);
    succeed(push, row, verdict.created ? 'CREATED' : 'UPDATED', verdict.id);
  } else if (verdict.kind === 'BROKEN_OFF') fail(push, row, faultOfCall(push, row, verdict.error));
  else if (verdict.kind === 'UNANSWERED') fail(push, row, isFoundAgain(push, row) ? unanswered : uncertainFault('Salesforce'));
  else if (isOwnKey(push, verdict.error)) fail(push, row, unanswered);
  else if (isTaken(verdict.error)) return [{ spelled, error: verdict.error }];
  else fail(push, row, faultOfRow(verdict.error));
  return [];
};

/**
 * Creates records of rows with unlike e-mails; returns those that Salesforce holds for duplicates. Rows that ask for a
 * record of their own are sent apart, past rules that only warn. Where the call fails as a whole after Salesforce may
 * have done it, rows that nothing would find again have their result, and it throws.
 */
export const createRecords = async (push: Push, rows: readonly SpelledRow[]): Promise<TakenRow[]> => {
  const asksForItsOwn = ({ row }: SpelledRow): boolean => row.duplicatePolicy === 'CREATE_NEW';
  const taken: TakenRow[] = [];
  for (const allowDuplicates of [false, true]) {
    const group = rows.filter((spelled) => asksForItsOwn(spelled) === allowDuplicates);
    if (group.length === 0) continue;
    const verdicts = await write(push, group, allowDuplicates);
    taken.push(...group.flatMap((spelled) => settle(push, spelled, verdicts.get(spelled.row.key))));
  }
  return taken;
};
