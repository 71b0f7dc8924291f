import type { FilterQuery } from '@mikro-orm/core';
import type { LeadEntity } from '../lead/index.ts';
import type { LeadRule } from './integration.entity.ts';

/** Whether a rule takes a lead, and in words for people why it does not: behind "because". */
export type RuleMatch = { matches: true } | { matches: false; because: string };

/** Entries of a list that are named in a sentence; of more their number is told. */
const NAMED_MAX = 5;

const either = (entries: readonly string[]): string => {
  const named = entries.slice(0, NAMED_MAX).join(', ');
  return entries.length > NAMED_MAX ? `${named} or ${String(entries.length - NAMED_MAX)} more` : named.replace(/, ([^,]*)$/, ' or $1');
};

const quoted = (entries: readonly string[]): string[] => entries.map((entry) => `“${entry}”`);

/** What a rule asks of a lead. */
type Asked = Pick<LeadEntity, 'status' | 'ownerId' | 'source'>;

const sayings: { readonly [Part in keyof LeadRule]: (entries: NonNullable<LeadRule[Part]>, lead: Asked) => string | null } = {
  status: (entries, { status }) => (entries.includes(status) ? null : `its status is ${status} and not ${either(entries)}`),
  ownerIds: (entries, { ownerId }) => {
    if (ownerId === null) return 'nobody looks after it, and the rule takes the leads of certain people';
    return entries.includes(ownerId) ? null : 'whoever looks after it is none of the people whose leads the rule takes';
  },
  sources: (entries, { source }) => {
    if (source !== null && entries.includes(source)) return null;
    return source === null ? `it has no source, and the rule takes those from ${either(quoted(entries))}` : `its source is “${source}” and not ${either(quoted(entries))}`;
  },
};

/** Whether the rule takes the lead; without a rule every lead is taken. The first part that does not is the one that is told. */
export const matchesRule = (rule: LeadRule | null | undefined, lead: Asked): RuleMatch => {
  if (!rule) return { matches: true };
  const { status, ownerIds, sources } = rule;
  const because = (status && sayings.status(status, lead)) ?? (ownerIds && sayings.ownerIds(ownerIds, lead)) ?? (sources && sayings.sources(sources, lead));
  return because == null ? { matches: true } : { matches: false, because };
};

/** The same as a condition on rows: exactly the leads that `matchesRule` takes. */
export const leadsInRule = (rule: LeadRule | null | undefined): FilterQuery<LeadEntity> => ({
  $and: [
    ...(rule?.status ? [{ status: { $in: rule.status } }] : []),
    ...(rule?.ownerIds ? [{ ownerId: { $in: rule.ownerIds } }] : []),
    ...(rule?.sources ? [{ source: { $in: rule.sources } }] : []),
  ],
});
