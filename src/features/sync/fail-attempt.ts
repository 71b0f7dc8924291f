import type { SyncFault } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { retryDelay } from '../../shared/retry-delay.ts';
import type { IntegrationStatus } from '../integration/index.ts';
import type { Outcome } from './row-result.ts';
import type { SyncAttemptRow } from './sync-attempt.entity.ts';
import { notDismissed, type SyncStateRow } from './sync-state.entity.ts';
import { withHint } from './work-list/usual-hints.ts';

export type FailedOutcome = Extract<Outcome, { action: 'FAILED' }>;

/**
 * A refusal that only connecting again cures, where somebody has done that between the refusal and its record: what
 * would wait for it then would wait for ever, so it is tried again like any other fault that passes. `connection` is
 * held until the end of the transaction.
 */
export const asOfConnection = (outcome: FailedOutcome, connection: IntegrationStatus | null): FailedOutcome => {
  const { fault } = outcome;
  return fault.code === 'AUTH_EXPIRED' && connection === 'CONNECTED' ? { ...outcome, fault: { ...fault, retryable: true } } : outcome;
};

/** Keeps on the row what people are told of it: since when it fails so, and that nobody has put this failure aside yet. */
const note = (state: SyncStateRow, { code, hint, retryable }: SyncFault, now: Date): void => {
  const isAsBefore = state.faultCode === code;
  Object.assign(state, { faultCode: code, faultHint: hint ?? null, failingSince: isAsBefore ? state.failingSince : now, failedAt: now });
  // What goes on trying in vain goes on being put aside.
  if (!(isAsBefore && retryable)) Object.assign(state, notDismissed);
};

/** Writes down a failure: to be tried again with a date, or once somebody has connected again, or for good. */
export const failAttempt = (tx: Tx, state: SyncStateRow, attempt: SyncAttemptRow, outcome: FailedOutcome): void => {
  const fault = withHint(outcome.fault);
  const now = tx.clock.now();
  note(state, fault, now);
  const contactId = outcome.externalId ?? state.externalId;
  if (fault.code === 'AUTH_EXPIRED' && !fault.retryable) {
    // Due as soon as somebody has connected again.
    Object.assign(state, { status: 'RETRYING', dueAt: null, claim: null });
    Object.assign(attempt, { status: 'RETRYING', action: null, contactId, errors: [fault] });
  } else if (fault.retryable) {
    const dueAt = new Date(now.getTime() + retryDelay(state.tries, fault.retryAfter, tx.parts.sync));
    Object.assign(state, { status: 'RETRYING', dueAt, claim: null, tries: state.tries + 1 });
    Object.assign(attempt, { status: 'RETRYING', action: null, contactId, errors: [fault] });
  } else {
    // What may have been created is another record than the one that was known, which is gone.
    Object.assign(state, { status: 'FAILED', dueAt: null, claim: null, ...(fault.uncertain === true && { externalId: null }) });
    Object.assign(attempt, { status: 'FAILED', action: 'FAILED', contactId, errors: [fault], finishedAt: now });
  }
};
