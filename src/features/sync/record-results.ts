import { LockMode } from '@mikro-orm/core';
import type { CrmProviderName, SyncFault, SyncFaultCode } from '../../crm/crm-provider.ts';
import { databaseFault } from '../../database/database-fault.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import type { JobContext } from '../../jobs/define-job.ts';
import { holdIntegration, markIntegration, touchIntegration, type IntegrationStatus } from '../integration/index.ts';
import { asOfConnection, failAttempt } from './fail-attempt.ts';
import { openAttempt } from './open-attempt.ts';
import type { Outcome, RowResult } from './row-result.ts';
import { SyncAttempt, type SyncAttemptRow } from './sync-attempt.entity.ts';
import { SEND_AGAIN, SyncState, type SyncStateRow } from './sync-state.entity.ts';
import { announce } from './sync.events.ts';
import { syncMessage } from './sync-message.ts';
import { unrecordable } from './unrecordable.ts';

const succeed = (tx: Tx, state: SyncStateRow, attempt: SyncAttemptRow, result: RowResult, outcome: Exclude<Outcome, { action: 'FAILED' }>) => {
  const { action, externalId } = outcome;
  const status = action === 'SKIPPED' ? 'SKIPPED' : 'SUCCEEDED';
  // Somebody asked for it by hand while it ran: what follows is sent even if it is the same.
  const sentHash = state.sentHash === SEND_AGAIN ? null : result.hash;
  // A contact that we left alone is not ours: known by its id it would be updated the next time.
  const link = action === 'SKIPPED' ? {} : { externalId, sentHash };
  Object.assign(state, { ...link, status, dueAt: null, claim: null, tries: 0, lastSyncedAt: tx.clock.now() });
  Object.assign(attempt, { status, action, contactId: externalId, errors: [], finishedAt: tx.clock.now() });
};

/** Changed under way, or wanted again: another attempt follows, unless only a person may send it again. */
const followUp = (tx: Tx, state: SyncStateRow, attempt: SyncAttemptRow) => {
  const isWanted = state.wanted > (state.claimedWanted ?? 0);
  const byHandOnly = attempt.errors.some(({ uncertain }) => uncertain === true);
  if (isWanted && attempt.status !== 'RETRYING' && !byHandOnly) openAttempt(tx, state);
};

/** One claim of one drain, and how the connection stands while its results are written. */
interface Recording {
  claim: string;
  connection: IntegrationStatus | null;
}

const record = async (tx: Tx, { claim, connection }: Recording, result: RowResult): Promise<SyncStateRow | null> => {
  const { leadId, provider } = result.row.state;
  const state = await tx.em.findOne(SyncState, { teamId: tx.actor.teamId, leadId, provider }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  // Lapsed and taken by another drain, of another account by now, or gone with its lead: this result is of no use.
  if (state?.claim !== claim) return null;
  const attempt = await tx.em.findOneOrFail(SyncAttempt, { id: result.row.attempt.id });
  const { payload, mappingVersion, requests } = result;
  const outcome = result.outcome.action === 'FAILED' ? asOfConnection(result.outcome, connection) : result.outcome;
  if (outcome.action === 'FAILED') failAttempt(tx, state, attempt, outcome);
  else succeed(tx, state, attempt, result, outcome);
  Object.assign(attempt, { payload, mappingVersion, requests, message: syncMessage(provider, outcome, attempt.status) });
  announce(tx, attempt);
  followUp(tx, state, attempt);
  return state;
};

/** Faults that say the CRM cannot be reached; a rate limit is no such news. */
const outages: ReadonlySet<SyncFaultCode> = new Set<SyncFaultCode>(['PROVIDER_DOWN', 'NETWORK', 'TIMEOUT']);

const outageOf = ({ outcome }: RowResult): SyncFault[] => (outcome.action === 'FAILED' && outages.has(outcome.fault.code) ? [outcome.fault] : []);

/** A CRM that does not answer is an ERROR of its integration until the next row that reaches it. */
const reportConnection = async (tx: Tx, provider: CrmProviderName, results: readonly RowResult[]): Promise<void> => {
  const [outage] = results.flatMap(outageOf);
  if (outage) await markIntegration(tx, provider, 'ERROR', { code: outage.code, message: outage.message });
  else if (results.some(({ outcome, requests }) => outcome.action !== 'FAILED' && requests.length > 0)) await markIntegration(tx, provider, 'CONNECTED');
};

const recordTogether = (ctx: JobContext, provider: CrmProviderName, claim: string, results: readonly RowResult[]): Promise<Date[]> =>
  inTransaction(ctx, async (tx) => {
    const recording = { claim, connection: await holdIntegration(tx, provider) };
    const retries: Date[] = [];
    // In the order of the leads, so that two transactions never wait for each other.
    for (const result of [...results].sort((a, b) => (a.row.state.leadId < b.row.state.leadId ? -1 : 1))) {
      const recorded = await record(tx, recording, result);
      if (recorded?.status === 'RETRYING' && recorded.dueAt) retries.push(recorded.dueAt);
    }
    await reportConnection(tx, provider, results);
    if (results.some(({ outcome }) => outcome.action !== 'FAILED')) await touchIntegration(tx, provider, { lastSyncAt: tx.clock.now() });
    return retries;
  });

/** Not the store's trouble but what was to be stored: writing it once more would end the same way. */
const isUnrecordable = (error: unknown): boolean => databaseFault(error)?.code !== 'SERVICE_UNAVAILABLE';

/** Each on its own; what cannot be written even so is written as the failure that it is. */
const recordSingly = async (ctx: JobContext, provider: CrmProviderName, claim: string, results: readonly RowResult[]): Promise<Date[]> => {
  const retries: Date[] = [];
  for (const result of results) {
    try {
      retries.push(...(await recordTogether(ctx, provider, claim, [result])));
    } catch (error) {
      if (!isUnrecordable(error)) throw error;
      ctx.log.error({ err: error, provider, leadId: result.row.lead.id }, 'sync: a result cannot be recorded; its lead fails');
      await recordTogether(ctx, provider, claim, [unrecordable(result, provider)]);
    }
  }
  return retries;
};

/**
 * Writes what a push achieved, row by row, with its events, in one transaction; where a row keeps it from being written,
 * in one for each. A result that comes too late is dropped. Returns when the first of the rows that failed for now is
 * due again.
 */
export const recordResults = async (ctx: JobContext, provider: CrmProviderName, claim: string, results: readonly RowResult[]): Promise<Date | null> => {
  let retries: Date[];
  try {
    retries = await recordTogether(ctx, provider, claim, results);
  } catch (error) {
    if (!isUnrecordable(error)) throw error;
    retries = await recordSingly(ctx, provider, claim, results);
  }
  return retries.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
};
