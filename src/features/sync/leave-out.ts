import { providerNames } from '../credential/index.ts';
import { matchesRule, type LeadRule } from '../integration/index.ts';
import type { Tx } from '../../database/in-transaction.ts';
import type { LeadRow } from '../lead/index.ts';
import type { SyncAttemptRow } from './sync-attempt.entity.ts';
import type { SyncStateRow } from './sync-state.entity.ts';
import { announce } from './sync.events.ts';

/**
 * Why a row that is due is not sent by the rule of its connection; null for one that is. A lead that somebody has named
 * is not held to the rule, nor one that another drain may have sent already: that is brought to its end.
 */
export const leftOutBecause = ({ claim, pastRule }: SyncStateRow, lead: LeadRow | undefined, rule: LeadRule | null): string | null => {
  if (lead === undefined || pastRule || claim !== null) return null;
  const match = matchesRule(rule, lead);
  return match.matches ? null : match.because;
};

/** Ends a waiting row as the rule says, and tells why. What the CRM holds of the lead stays there as it is. */
export const leaveOut = (tx: Tx, state: SyncStateRow, attempt: SyncAttemptRow, because: string): void => {
  const crm = providerNames[state.provider];
  const kept = state.externalId === null ? '' : ` ${crm} keeps the contact as it was sent last.`;
  const message = `Not synced to ${crm}, because ${because}.${kept}`;
  Object.assign(state, { status: 'SKIPPED', dueAt: null, claim: null, claimedWanted: null, tries: 0, leftRule: true });
  Object.assign(attempt, { status: 'SKIPPED', action: 'SKIPPED', contactId: state.externalId, message, errors: [], finishedAt: tx.clock.now() });
  announce(tx, attempt);
};
