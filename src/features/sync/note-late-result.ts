import type { Tx } from '../../database/in-transaction.ts';
import { providerNames } from '../credential/index.ts';
import type { RowResult } from './row-result.ts';
import type { SyncAttemptRow } from './sync-attempt.entity.ts';
import type { SyncStateRow } from './sync-state.entity.ts';

/** What is said of it beside that it was cancelled; null: nothing was done. */
const noteOf = (crm: string, { outcome }: RowResult): string | null => {
  if (outcome.action === 'FAILED') return outcome.fault.uncertain === true ? outcome.fault.message : null;
  return outcome.action === 'CREATED' || outcome.action === 'UPDATED' ? `What was on its way had reached ${crm} by then.` : null;
};

/**
 * Keeps what a call has made of a row that was cancelled while it was on the wire, and may be wanted again by now: our own
 * contact is to be known as ours the next time. Where the CRM did not say whether it has created one, the claim stays,
 * which says the same as that of a drain that died.
 */
export const noteLateResult = (tx: Tx, state: SyncStateRow, attempt: SyncAttemptRow, result: RowResult): void => {
  const { outcome, payload, mappingVersion, requests, hash } = result;
  const isUnknown = outcome.action === 'FAILED' && outcome.fault.uncertain === true;
  if (!isUnknown) state.claim = null;
  if (outcome.action === 'CREATED' || outcome.action === 'UPDATED') {
    // Who has asked by hand since then gets it sent once more.
    const isToBeSent = state.status === 'QUEUED' && state.byHand;
    Object.assign(state, { externalId: outcome.externalId, creating: null, sentHash: isToBeSent ? null : hash, lastSyncedAt: tx.clock.now() });
  }
  const note = noteOf(providerNames[state.provider], result);
  if (attempt.status !== 'CANCELLED' || note === null) return;
  const contactId = outcome.externalId ?? attempt.contactId;
  Object.assign(attempt, { contactId, payload, mappingVersion, requests, message: `${attempt.message} ${note}` });
};
