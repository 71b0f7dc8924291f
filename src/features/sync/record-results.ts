import { LockMode } from '@mikro-orm/core';
import type { CrmProviderName, SyncFault, SyncFaultCode } from '../../crm/crm-provider.ts';
import { databaseFault } from '../../database/database-fault.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import { outlastOutage } from '../../database/outlast-outage.ts';
import type { JobContext } from '../../jobs/define-job.ts';
import { errorOfFault, holdIntegration, markIntegration, touchIntegration, type IntegrationStatus } from '../integration/index.ts';
import { asOfConnection, failAttempt } from './fail-attempt.ts';
import { noteRefusals } from '../mapping/index.ts';
import { noteLateResult } from './note-late-result.ts';
import { openAttempt } from './open-attempt.ts';
import type { Outcome, RowResult } from './row-result.ts';
import { countInRuns } from './run/count-in-runs.ts';
import { lockRuns } from './run/lock-runs.ts';
import { SyncAttempt, type SyncAction, type SyncAttemptRow, type SyncStatus } from './sync-attempt.entity.ts';
import { notFailing, SEND_AGAIN, SyncState, type SyncStateRow } from './sync-state.entity.ts';
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
  Object.assign(state, { ...link, status, dueAt: null, claim: null, tries: 0, lastSyncedAt: tx.clock.now(), ...notFailing });
  Object.assign(attempt, { status, action, contactId: externalId, errors: [], finishedAt: tx.clock.now() });
};

/** Changed under way, or wanted again: another attempt follows, unless only a person may send it again. */
const followUp = (tx: Tx, state: SyncStateRow, attempt: SyncAttemptRow) => {
  const isWanted = state.wanted > (state.claimedWanted ?? 0);
  const byHandOnly = attempt.errors.some(({ uncertain }) => uncertain === true);
  if (isWanted && attempt.status !== 'RETRYING' && !byHandOnly) openAttempt(tx, state);
};

/** A contact that was given directly is owed once. */
const isOver = ({ contact, status }: SyncStateRow): boolean => contact !== null && status !== 'RETRYING';

/** A result that counts, and the rows that it changes. */
interface Counting {
  result: RowResult;
  state: SyncStateRow;
  attempt: SyncAttemptRow;
}

/**
 * The results whose rows have the claim still, though some of them may have been cancelled. What another drain has taken over, of another account by now,
 * or is gone with its lead, is of no use. Rows are locked in one order, so that two transactions never wait for each other.
 */
const stillClaimed = async (tx: Tx, provider: CrmProviderName, claim: string, results: readonly RowResult[]): Promise<Counting[]> => {
  const { em, actor: { teamId } } = tx;
  const subjectIds = results.map(({ row }) => row.subject.id);
  const states = await em.find(SyncState, { teamId, provider, subjectId: { $in: subjectIds } }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { subjectId: 'asc' } });
  const attempts = new Map((await em.find(SyncAttempt, { id: { $in: results.map(({ row }) => row.attempt.id) } })).map((attempt) => [attempt.id, attempt]));
  const bySubject = new Map(results.map((result) => [result.row.subject.id, result]));
  return states.flatMap((state) => {
    const result = bySubject.get(state.subjectId);
    const attempt = attempts.get(result?.row.attempt.id ?? '');
    return result && attempt && state.claim === claim ? [{ result, state, attempt }] : [];
  });
};

/** A row whose result counts, as it stands now, and what that was. */
interface Recorded {
  state: SyncStateRow;
  outcome: SyncAction | SyncStatus;
}

/** What would be tried again for the sake of a run alone, which was called off meanwhile. */
const endWithRun = (tx: Tx, state: SyncStateRow, attempt: SyncAttemptRow): void => {
  Object.assign(state, { status: 'CANCELLED', dueAt: null, tries: 0, ...notFailing });
  Object.assign(attempt, { status: 'CANCELLED', finishedAt: tx.clock.now() });
};

/** What decides about a result beside itself. */
interface Circumstances {
  connection: IntegrationStatus | null;
  /** Runs that were called off. */
  calledOff: ReadonlySet<string | null>;
}

const record = (tx: Tx, { result, state, attempt }: Counting, { connection, calledOff }: Circumstances): Recorded => {
  const { payload, mappingVersion, requests } = result;
  const outcome = result.outcome.action === 'FAILED' ? asOfConnection(result.outcome, connection) : result.outcome;
  if (outcome.action === 'FAILED') failAttempt(tx, state, attempt, outcome);
  else succeed(tx, state, attempt, result, outcome);
  if (state.status === 'RETRYING' && calledOff.has(state.runId)) endWithRun(tx, state, attempt);
  Object.assign(attempt, { payload, mappingVersion, requests, message: syncMessage(state.provider, outcome, attempt.status) });
  // As long as the answer of a create may be out still, what it sent is remembered; a refusal is its answer, but none to those before.
  if (outcome.action !== 'FAILED') state.creating = null;
  else if (!outcome.fault.retryable) state.creating = result.row.state.creating;
  announce(tx, attempt);
  followUp(tx, state, attempt);
  if (isOver(state)) tx.em.remove(state);
  return { state, outcome: attempt.action ?? attempt.status };
};

/** Faults that say the CRM cannot be reached; a rate limit is no such news. */
const outages: ReadonlySet<SyncFaultCode> = new Set<SyncFaultCode>(['PROVIDER_DOWN', 'NETWORK', 'TIMEOUT']);

const outageOf = ({ outcome }: RowResult): SyncFault[] => (outcome.action === 'FAILED' && (outages.has(outcome.fault.code) || outcome.fault.closed || outcome.fault.ofConnection) ? [outcome.fault] : []);

/** A CRM that does not answer, or that we cannot ask for want of a key, is an ERROR of its integration until the next row that reaches it. */
const reportConnection = async (tx: Tx, provider: CrmProviderName, results: readonly RowResult[]): Promise<void> => {
  const [outage] = results.flatMap(outageOf);
  if (outage) await markIntegration(tx, provider, 'ERROR', errorOfFault(outage));
  else if (results.some(({ outcome, requests }) => outcome.action !== 'FAILED' && requests.length > 0)) await markIntegration(tx, provider, 'CONNECTED');
};

const runIds = "select distinct run_id from sync_attempts where id = any(string_to_array(?, ',')) and run_id is not null";

/** Also of a run that has joined them since they were claimed. */
const runsOf = async ({ em }: Tx, results: readonly RowResult[]): Promise<string[]> =>
  (await em.execute<{ run_id: string }[]>(runIds, [results.map(({ row: { attempt } }) => attempt.id).join(',')])).map(({ run_id: id }) => id);

const recordTogether = async (ctx: JobContext, provider: CrmProviderName, claim: string, results: readonly RowResult[]): Promise<Date[]> => {
  const recorded = await inTransaction(ctx, async (tx) => {
    const connection = await holdIntegration(tx, provider);
    const runs = await lockRuns(tx, await runsOf(tx, results));
    const claimed = await stillClaimed(tx, provider, claim, results);
    const held = claimed.filter(({ state }) => state.status === 'RUNNING');
    for (const { state, attempt, result } of claimed) if (state.status !== 'RUNNING') noteLateResult(tx, state, attempt, result);
    const calledOff = new Set(runs.filter(({ status }) => status === 'CANCELLED').map(({ id }) => id));
    const done = held.map((counting) => record(tx, counting, { connection, calledOff }));
    await countInRuns(tx, runs, held.map(({ attempt }) => attempt));
    // What no longer counts says nothing of the connection either: it may be to another account by now.
    const counting = held.map(({ result }) => result);
    await reportConnection(tx, provider, counting);
    await noteRefusals(tx, provider, counting.flatMap(({ row, outcome }) => (row.subject.isLead && outcome.action === 'FAILED' ? [outcome.fault] : [])));
    if (counting.some(({ outcome }) => outcome.action !== 'FAILED')) await touchIntegration(tx, provider, { lastSyncAt: tx.clock.now() });
    return done;
  });
  for (const { outcome } of recorded) ctx.parts.observer.synced(provider, outcome);
  return recorded.flatMap(({ state: { status, dueAt } }) => (status === 'RETRYING' && dueAt ? [dueAt] : []));
};

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
      ctx.log.error({ err: error, provider, subjectId: result.row.subject.id }, 'sync: a result cannot be recorded; its row fails');
      await recordTogether(ctx, provider, claim, [unrecordable(result, provider)]);
    }
  }
  return retries;
};

/**
 * Writes what a push achieved, row by row, with its events, in one transaction; where a row keeps it from being written,
 * in one for each; while the store is away it is tried for some seconds. A result that comes too late is dropped. Returns when the first of the rows that failed for now is
 * due again.
 */
export const recordResults = async (ctx: JobContext, provider: CrmProviderName, claim: string, results: readonly RowResult[]): Promise<Date | null> => {
  const retries = await outlastOutage(ctx, `sync: results of ${provider}`, async () => {
    try {
      return await recordTogether(ctx, provider, claim, results);
    } catch (error) {
      if (!isUnrecordable(error)) throw error;
      return recordSingly(ctx, provider, claim, results);
    }
  });
  return retries.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
};
