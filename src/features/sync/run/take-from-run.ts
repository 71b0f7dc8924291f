import { LockMode } from '@mikro-orm/core';
import type { CrmProviderName } from '../../../crm/crm-provider.ts';
import type { Tx } from '../../../database/in-transaction.ts';
import { bulkRoom } from '../../integration/index.ts';
import { Lead } from '../../lead/index.ts';
import { openAttempt } from '../open-attempt.ts';
import { SyncAttempt } from '../sync-attempt.entity.ts';
import { isUnderWay, SyncState, type SyncStateRow } from '../sync-state.entity.ts';
import { beginRun } from './begin-run.ts';
import { announceRun } from './run.events.ts';
import { leadsLeft } from './selection.ts';
import { settleRun } from './settle-run.ts';
import { SyncRun, type SyncRunRow } from './sync-run.entity.ts';

/** The oldest run of the connection that is due; null also while somebody pauses it or calls it off at this moment. */
export const lockDueRun = ({ em, actor, clock }: Tx, provider: CrmProviderName): Promise<SyncRunRow | null> =>
  em.findOne(SyncRun, { teamId: actor.teamId, provider, dryRun: false, dueAt: { $lte: clock.now() } }, { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE });

const makeStates = `
  insert into sync_states (team_id, subject_id, lead_id, provider, wanted, status, duplicate_policy, tries)
  select ?, wanted.lead_id, wanted.lead_id, ?, 0, 'CANCELLED', ?, 0 from unnest(string_to_array(?, ',')) as wanted (lead_id)
  on conflict do nothing`;

/** The rows of these leads, made where there are none and locked in one order. */
const lockStates = async ({ em, actor: { teamId } }: Tx, run: SyncRunRow, leadIds: readonly string[]): Promise<SyncStateRow[]> => {
  await em.execute(makeStates, [teamId, run.provider, run.duplicatePolicy, leadIds.join(',')]);
  return em.find(SyncState, { teamId, provider: run.provider, subjectId: { $in: [...leadIds] } }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { subjectId: 'asc' }, refresh: true });
};

/** What waits already, after a fault that passes, or for a change: it is of this run as well, unless it is of another. */
const join = async ({ em }: Tx, run: SyncRunRow, states: readonly SyncStateRow[]): Promise<void> => {
  const attemptIds = states.flatMap(({ attemptId }) => (attemptId === null ? [] : [attemptId]));
  // Who is named passes the rule, also where it waits for another reason.
  if (run.selection.ids !== null) for (const state of states) if (state.status !== 'RUNNING') state.pastRule = true;
  // What is under way may be older than the run: it is looked at once more, which costs no call where nothing has changed.
  for (const state of states) if (state.status === 'RUNNING') state.wanted += 1;
  if (attemptIds.length > 0) await em.nativeUpdate(SyncAttempt, { id: { $in: attemptIds }, runId: null }, { runId: run.id });
};

/** Pages of leads that one transaction looks through for some that do not wait already. */
const PAGES_MAX = 10;

/** Leads that a run has taken: `uncertain` are those whose last create may have been done without a trace. */
interface Taken {
  taken: string[];
  uncertain: ReadonlySet<string>;
  /** It was looked through in part only: there may be more at once. */
  more: boolean;
}

export const nothingTaken: Taken = { taken: [], uncertain: new Set(), more: false };

const uncertainOf = async ({ em }: Tx, states: readonly SyncStateRow[]): Promise<ReadonlySet<string>> => {
  const failed = new Map(states.flatMap(({ status, externalId, attemptId, subjectId }) => (status === 'FAILED' && externalId === null && attemptId !== null ? [[attemptId, subjectId] as const] : [])));
  const attempts = failed.size === 0 ? [] : await em.find(SyncAttempt, { id: { $in: [...failed.keys()] } });
  return new Set(attempts.filter(({ errors }) => errors.some(({ uncertain }) => uncertain === true)).map(({ id }) => failed.get(id) ?? ''));
};

const nextLeads = ({ em, actor }: Tx, run: SyncRunRow, limit: number) =>
  em.find(Lead, leadsLeft(actor, run), { fields: ['id'], orderBy: { id: 'asc' }, limit });

/** The next leads of the run that do not wait already, in the order of their ids; none when there are no more, or none in some pages. */
const takeNext = async (tx: Tx, run: SyncRunRow, limit: number): Promise<SyncStateRow[]> => {
  for (let page = 0; page < PAGES_MAX && !run.allTaken; page += 1) {
    const leads = await nextLeads(tx, run, limit);
    run.allTaken = leads.length < limit;
    run.position = leads.at(-1)?.id ?? run.position;
    const states = leads.length === 0 ? [] : await lockStates(tx, run, leads.map(({ id }) => id));
    await join(tx, run, states.filter(isUnderWay));
    const taken = states.filter((state) => !isUnderWay(state));
    if (taken.length > 0) return taken;
  }
  return [];
};

/**
 * Takes the next leads of a locked run, opens an attempt for each, and remembers how far it is. None where the account's
 * calls are kept back for people, until they are counted anew.
 */
export const takeFromRun = async (tx: Tx, run: SyncRunRow, limit: number): Promise<Taken> => {
  if (run.status === 'CANCELLED' || run.status === 'PAUSED') {
    await settleRun(tx, run);
    if (run.finishedAt !== null) announceRun(tx, run);
    return nothingTaken;
  }
  const { until, because } = await bulkRoom(tx, run.provider);
  if (because !== null) {
    Object.assign(run, { dueAt: until, note: because, measuredAt: null });
    announceRun(tx, run);
    return nothingTaken;
  }
  const before = run.status;
  beginRun(tx, run);
  const states = await takeNext(tx, run, limit);
  const uncertain = await uncertainOf(tx, states);
  for (const state of states) {
    Object.assign(state, { wanted: state.wanted + 1, duplicatePolicy: run.duplicatePolicy, byHand: false, pastRule: run.selection.ids !== null });
    openAttempt(tx, state, { runId: run.id });
  }
  await settleRun(tx, run);
  if (run.status !== before) announceRun(tx, run);
  return { taken: states.map(({ subjectId }) => subjectId), uncertain, more: states.length === 0 && !run.allTaken };
};
