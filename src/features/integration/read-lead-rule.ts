import type { Tx } from '../../database/in-transaction.ts';
import { badField } from '../../shared/app-error.ts';
import { checkInput } from '../../shared/check-input.ts';
import { requireLine } from '../../shared/clean-text.ts';
import { kindOfId } from '../../shared/ids.ts';
import { findMember } from '../account/index.ts';
import type { LeadStatus } from '../lead/index.ts';
import type { LeadRule } from './integration.entity.ts';

/** Most people, and most sources, of a rule: it is read with every lead that changes. */
const ENTRIES_MAX = 100;

export interface LeadRuleInput {
  status?: readonly LeadStatus[] | null;
  ownerIds?: readonly string[] | null;
  sources?: readonly string[] | null;
}

const parts = ['status', 'ownerIds', 'sources'] as const;

const checkSizes = (input: LeadRuleInput): void => {
  if (parts.every((part) => input[part] == null))
    throw badField('include', 'REQUIRED', 'include names no condition: give status, ownerIds or sources, or null in its place to sync every lead');
  for (const part of parts) {
    const { length } = input[part] ?? ['any'];
    if (length === 0) throw badField(`include.${part}`, 'REQUIRED', `include.${part} is empty: name at least one, or leave it out for all`);
    if (length > ENTRIES_MAX) throw badField(`include.${part}`, 'TOO_MANY', `include.${part} takes at most ${ENTRIES_MAX} entries`);
  }
};

/** People who have left the team still have their leads, so a rule may name them. */
const checkOwners = async (tx: Tx, ownerIds: readonly string[]): Promise<void> => {
  for (const [at, ownerId] of ownerIds.entries())
    if (kindOfId(ownerId) !== 'user' || (await findMember(tx, ownerId)) === null)
      throw badField(`include.ownerIds[${String(at)}]`, 'OWNER_INVALID', `include.ownerIds[${String(at)}] must be the user id of somebody who is or was a member of the team`);
};

const distinct = <T>(entries: readonly T[] | null | undefined): T[] | null => (entries == null ? null : [...new Set(entries)]);

/** A rule as it is stored; null for none. @throws AppError BAD_USER_INPUT */
export const readLeadRule = async (tx: Tx, input: LeadRuleInput | null): Promise<LeadRule | null> => {
  if (input === null) return null;
  checkSizes(input);
  const sources = checkInput((faults) => input.sources?.map((source, at) => requireLine(source, { field: `include.sources[${String(at)}]` }, faults)));
  await checkOwners(tx, input.ownerIds ?? []);
  return { status: distinct(input.status), ownerIds: distinct(input.ownerIds), sources: distinct(sources) };
};
