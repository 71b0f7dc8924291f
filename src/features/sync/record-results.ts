import { LockMode } from '@mikro-orm/core';
import type { CrmProviderName, SyncFault, SyncFaultCode } from '../../crm/crm-provider.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import type { JobContext } from '../../jobs/define-job.ts';
import { markIntegration, touchIntegration } from '../integration/index.ts';
import { openAttempt } from './open-attempt.ts';
import type { Outcome, RowResult } from './row-result.ts';
import { retryDelay } from './retry-delay.ts';
import { SyncAttempt, type SyncAttemptRow } from './sync-attempt.entity.ts';
import { SyncState, type SyncStateRow } from './sync-state.entity.ts';
import { announce } from './sync.events.ts';
import { syncMessage } from './sync-message.ts';

const isAccessLost = ({ code, retryable }: SyncFault): boolean => code === 'AUTH_EXPIRED' && !retryable;

const succeed = (tx: Tx, state: SyncStateRow, attempt: SyncAttemptRow, result: RowResult, outcome: Exclude<Outcome, { action: 'FAILED' }>) => {
  const { action, externalId } = outcome;
  const status = action === 'SKIPPED' ? 'SKIPPED' : 'SUCCEEDED';
  // A contact that we left alone is not ours: known by its id it would be updated the next time.
  const link = action === 'SKIPPED' ? {} : { externalId, sentHash: result.hash };
  Object.assign(state, { ...link, status, dueAt: null, claim: null, tries: 0, lastSyncedAt: tx.clock.now() });
  Object.assign(attempt, { status, action, contactId: externalId, errors: [], finishedAt: tx.clock.now() });
};

const fail = (tx: Tx, state: SyncStateRow, attempt: SyncAttemptRow, outcome: Extract<Outcome, { action: 'FAILED' }>) => {
  const { fault } = outcome;
  const now = tx.clock.now();
  const contactId = outcome.externalId ?? state.externalId;
  if (isAccessLost(fault)) {
    // Only a person can cure it, by connecting again; what waits for that is due as soon as it has happened.
    Object.assign(state, { status: 'RETRYING', dueAt: null, claim: null });
    Object.assign(attempt, { status: 'RETRYING', action: null, contactId, errors: [fault] });
  } else if (fault.retryable) {
    const dueAt = new Date(now.getTime() + retryDelay(state.tries, fault.retryAfter, tx.parts.sync));
    Object.assign(state, { status: 'RETRYING', dueAt, claim: null, tries: state.tries + 1 });
    Object.assign(attempt, { status: 'RETRYING', action: null, contactId, errors: [fault] });
  } else {
    Object.assign(state, { status: 'FAILED', dueAt: null, claim: null });
    Object.assign(attempt, { status: 'FAILED', action: 'FAILED', contactId, errors: [fault], finishedAt: now });
  }
};

const record = async (tx: Tx, claim: string, result: RowResult): Promise<SyncStateRow | null> => {
  const { leadId, provider } = result.row.state;
  const state = await tx.em.findOne(SyncState, { teamId: tx.actor.teamId, leadId, provider }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  // Lapsed and taken by another drain, or gone with its lead: that drain's result is the one that counts.
  if (state?.claim !== claim) return null;
  const attempt = await tx.em.findOneOrFail(SyncAttempt, { id: result.row.attempt.id });
  const { outcome, payload, mappingVersion, requests } = result;
  if (outcome.action === 'FAILED') fail(tx, state, attempt, outcome);
  else succeed(tx, state, attempt, result, outcome);
  Object.assign(attempt, { payload, mappingVersion, requests, message: syncMessage(provider, outcome, attempt.status) });
  announce(tx, attempt);
  const changedUnderWay = state.wanted > (state.claimedWanted ?? 0);
  if (changedUnderWay && attempt.status !== 'RETRYING') openAttempt(tx, state);
  return state;
};

/** Faults that say the CRM cannot be reached; a rate limit is no such news. */
const outages: ReadonlySet<SyncFaultCode> = new Set<SyncFaultCode>(['PROVIDER_DOWN', 'NETWORK', 'TIMEOUT']);

/** A CRM that does not answer is an ERROR of its integration until the next row that reaches it. */
const reportConnection = async (tx: Tx, provider: CrmProviderName, results: readonly RowResult[]): Promise<void> => {
  const outage = results.flatMap(({ outcome }) => (outcome.action === 'FAILED' && outages.has(outcome.fault.code) ? [outcome.fault] : []))[0];
  if (outage) await markIntegration(tx, provider, 'ERROR', { code: outage.code, message: outage.message });
  else if (results.some(({ outcome, requests }) => outcome.action !== 'FAILED' && requests.length > 0)) await markIntegration(tx, provider, 'CONNECTED');
};

/**
 * Writes what a push achieved, row by row, with its events, in one transaction. A result that comes too late is
 * dropped. Returns when the first of the rows that failed for now is due again.
 */
export const recordResults = (ctx: JobContext, provider: CrmProviderName, claim: string, results: readonly RowResult[]): Promise<Date | null> =>
  inTransaction(ctx, async (tx) => {
    let reached = false;
    const retries: Date[] = [];
    // In the order of the leads, so that two transactions never wait for each other.
    for (const result of [...results].sort((a, b) => (a.row.state.leadId < b.row.state.leadId ? -1 : 1))) {
      const recorded = await record(tx, claim, result);
      reached ||= result.outcome.action !== 'FAILED';
      if (recorded?.status === 'RETRYING' && recorded.dueAt) retries.push(recorded.dueAt);
    }
    await reportConnection(tx, provider, results);
    if (reached) await touchIntegration(tx, provider, { lastSyncAt: tx.clock.now() });
    return retries.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  });
