import { fail } from '../../bring-rows.ts';
import type { SyncFault } from '../../crm-provider.ts';
import type { TakenRow } from './create-records.ts';
import { faultOfRow } from './fault.ts';
import type { Met } from './look-up.ts';
import type { Meeting } from './meet-existing.ts';
import type { Push } from './push.ts';
import { readRecords } from './read-records.ts';
import { isSalesforceId } from './record-id.ts';

/** The id stands only in the words: "duplicate value found: Key__c duplicates value on record with id: 003…". */
const idInWords = (message: string): string[] => {
  const id = /on record with id: ([A-Za-z0-9]{15,18})\b/.exec(message)?.[1];
  return id !== undefined && isSalesforceId(id) ? [id] : [];
};

const candidatesOf = ({ error: { code, message, matches } }: TakenRow): string[] => (code === 'DUPLICATE_VALUE' ? idInWords(message) : matches);

const notAllowed = (existing: string | undefined): SyncFault => ({
  code: 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER',
  message: `A duplicate rule of Salesforce does not let this record stand beside ${existing ?? 'another one'}.`,
  hint: 'Choose UPDATE or SKIP for duplicates, or let an administrator change the rule to warn only.',
  retryable: false,
});

/**
 * What Salesforce holds the rows for duplicates of: the record to meet, where it names just one that has the row's
 * e-mail address. Every other row has failed: whom else a rule thinks alike is for a person to judge. Of many rows
 * Salesforce need not say what they are duplicates of; then it is the record that was found for the row before.
 */
export const adoptDuplicates = async (push: Push, taken: readonly TakenRow[], found: ReadonlyMap<string, Met>): Promise<Meeting[]> => {
  const email = push.object.email?.name;
  const named = taken.filter(({ spelled }) => spelled.row.duplicatePolicy !== 'CREATE_NEW').flatMap(candidatesOf);
  const records = email === undefined || named.length === 0 ? [] : await readRecords(push.call, push.object, named, [email]);
  const holds = (id: string, address: string): boolean =>
    records.some(({ externalId, properties }) => externalId.startsWith(id.slice(0, 15)) && String(properties[email ?? '']).toLowerCase() === address.toLowerCase());

  return taken.flatMap((one): Meeting[] => {
    const { spelled, error } = one;
    const { row } = spelled;
    const candidates = candidatesOf(one);
    const alike = candidates.filter((id) => row.email && holds(id, row.email));
    const existing = candidates[0] ?? found.get(row.key)?.id;
    if (row.duplicatePolicy === 'CREATE_NEW') fail(push, row, notAllowed(existing), existing);
    else if (alike.length === 1 && alike[0] !== undefined) return [{ spelled, id: alike[0], ours: false }];
    else fail(push, row, faultOfRow(error), candidates[0]);
    return [];
  });
};
