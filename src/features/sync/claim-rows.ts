import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import type { JobContext } from '../../jobs/define-job.ts';
import { activeIntegrations, holdIntegration, type LeadRule } from '../integration/index.ts';
import { Lead, type LeadRow } from '../lead/index.ts';
import { endLease, takeLease } from './drain-lease.ts';
import { leaveOut, leftOutBecause } from './leave-out.ts';
import { countInRuns } from './run/count-in-runs.ts';
import { lockDueRun, nothingTaken, takeFromRun } from './run/take-from-run.ts';
import { SyncAttempt, type SyncAttemptRow } from './sync-attempt.entity.ts';
import { SEND_AGAIN, SyncState, type SyncStateRow } from './sync-state.entity.ts';
import { contactSubject, leadSubject, type SyncSubject } from './sync-subject.ts';
import { announce } from './sync.events.ts';

/** After this long a claim lapses, whatever became of its holder; longer than a push takes as a rule. */
const CLAIM_MS = 120_000;

/** What a drain has taken. */
export interface Claimed {
  rows: ClaimedRow[];
  /**
   * The connection is another drain's, or there is nothing left to do and the next drain may begin: this one is through.
   * False also where there are no rows, but may be some at once: the connection's rule has left some out, or a run was
   * looked through in part.
   */
  through: boolean;
}

export const noneClaimed: Claimed = { rows: [], through: false };

/** A row of work, taken by one drain: what to push, and the attempt that tells of it. */
export interface ClaimedRow {
  state: SyncStateRow;
  attempt: SyncAttemptRow;
  subject: SyncSubject;
  /** It may have been sent already: a drain had it and gave nothing back, or the answer of its last create was lost. */
  takenOver: boolean;
}

/**
 * Due rows of the connection, and those that a drain left RUNNING when it died: whoever has the lease is the only drain of
 * the connection, so a claim that is not ours is nobody's.
 */
const dueRows = (condition: string): string => `
  select subject_id from sync_states
  where team_id = ? and provider = ? and due_at is not null and (due_at <= ? or (status = 'RUNNING' and claim is distinct from ?)) and ${condition}
  order by due_at, subject_id limit ? for update skip locked`;
const askedFor = dueRows('by_hand');
const others = dueRows("not subject_id = any(string_to_array(?, ','))");

/**
 * Locks up to `limit` rows, by the time that they are due. What people asked for has half of the places before all else,
 * so that neither a person waits behind thousands of leads, nor they behind many people.
 */
const lockDue = async ({ em, actor, clock }: Tx, provider: CrmProviderName, claim: string, limit: number): Promise<string[]> => {
  const due = [actor.teamId, provider, clock.now(), claim];
  const lock = async (query: string, ...more: (string | number)[]) =>
    (await em.execute<{ subject_id: string }[]>(query, [...due, ...more])).map((row) => row.subject_id);
  const first = await lock(askedFor, Math.floor(limit / 2));
  return [...first, ...(await lock(others, first.join(','), limit - first.length))];
};

const begin = (tx: Tx, state: SyncStateRow, attempt: SyncAttemptRow, claim: string) => {
  const now = tx.clock.now();
  if (state.sentHash === SEND_AGAIN) state.sentHash = null;
  Object.assign(state, { leftRule: false, status: 'RUNNING', claim, claimedWanted: state.wanted, dueAt: new Date(now.getTime() + CLAIM_MS) });
  // What went wrong the last time has been told; of this try nothing is known yet.
  Object.assign(attempt, { status: 'RUNNING', message: 'Under way', errors: [], duplicatePolicy: state.duplicatePolicy, startedAt: attempt.startedAt ?? now });
  announce(tx, attempt);
};

const leadsOf = async ({ em }: Tx, states: readonly SyncStateRow[]): Promise<LeadRow[]> => {
  const leadIds = states.flatMap(({ leadId }) => (leadId === null ? [] : [leadId]));
  return leadIds.length === 0 ? [] : em.find(Lead, { id: { $in: leadIds } });
};

const subjectsOf = (leads: readonly LeadRow[], states: readonly SyncStateRow[]): Map<string, SyncSubject> => {
  const contacts = states.flatMap(({ subjectId, contact }) => (contact === null ? [] : [contactSubject(subjectId, contact)]));
  return new Map([...leads.map(leadSubject), ...contacts].map((subject) => [subject.id, subject]));
};

const ruleOf = async (tx: Tx, provider: CrmProviderName): Promise<LeadRule | null> =>
  (await activeIntegrations(tx)).find((integration) => integration.provider === provider)?.settings.include ?? null;

const taken = `
  select 1 from sync_states
  where team_id = ? and provider = ? and subject_id = any(string_to_array(?, ',')) and (status <> 'RUNNING' or claim is distinct from ? or due_at <= ?) limit 1`;

/** Whether rows whose results are not recorded yet may be claimed anew: their results are recorded first, by what they were claimed for. */
const isTakenFrom = async ({ em, actor, clock }: Tx, provider: CrmProviderName, claim: string, owing: readonly string[]): Promise<boolean> =>
  (await em.execute<unknown[]>(taken, [actor.teamId, provider, owing.join(','), claim, clock.now()])).length > 0;

interface Claim {
  /** Of the drain. */
  claim: string;
  limit: number;
  /** What it has results of that are not recorded yet. Its lease does not end here then, even where there is nothing more to take. */
  owing: readonly string[];
}

/**
 * Takes up to `limit` rows for the drain `claim`, in one transaction that also announces that they are running: what is
 * due, and as far as there is room the next leads of a run. Only the one drain that has the connection's lease may.
 * Leads that the connection's rule leaves out end here: what is judged is the lead as it would be sent.
 */
export const claimRows = (ctx: JobContext, provider: CrmProviderName, { claim, limit, owing }: Claim): Promise<Claimed> =>
  inTransaction(ctx, async (tx) => {
    const { teamId } = tx.actor;
    await holdIntegration(tx, provider);
    if (!(await takeLease(tx, provider, claim))) return { rows: [], through: true };
    if (owing.length > 0 && (await isTakenFrom(tx, provider, claim, owing))) return noneClaimed;
    const run = await lockDueRun(tx, provider);
    const due = await lockDue(tx, provider, claim, limit);
    const { taken, uncertain, more } = run && due.length < limit ? await takeFromRun(tx, run, limit - due.length) : nothingTaken;
    if (due.length + taken.length === 0) {
      const through = !more && owing.length === 0;
      if (through) await endLease(tx, provider, claim);
      return { rows: [], through };
    }
    const states = await tx.em.find(SyncState, { teamId, provider, subjectId: { $in: [...due, ...taken] } });
    const leads = await leadsOf(tx, states);
    const [subjects, leadById, rule] = [subjectsOf(leads, states), new Map(leads.map((lead) => [lead.id, lead])), await ruleOf(tx, provider)];
    const attemptIds = states.flatMap(({ attemptId }) => (attemptId === null ? [] : [attemptId]));
    const attempts = new Map((await tx.em.find(SyncAttempt, { id: { $in: attemptIds } })).map((attempt) => [attempt.id, attempt]));
    const leftOut: SyncAttemptRow[] = [];
    const rows = states.flatMap((state) => {
      const [subject, attempt] = [subjects.get(state.subjectId), attempts.get(state.attemptId ?? '')];
      if (!subject || !attempt) return [];
      // Whether it was created already is the greater question.
      const because = uncertain.has(state.subjectId) ? null : leftOutBecause(state, leadById.get(state.subjectId), rule);
      if (because !== null) {
        leaveOut(tx, state, attempt, because);
        leftOut.push(attempt);
        return [];
      }
      const takenOver = state.claim !== null || uncertain.has(state.subjectId);
      begin(tx, state, attempt, claim);
      return [{ state, attempt, subject, takenOver }];
    });
    if (run && leftOut.some(({ runId }) => runId === run.id)) await countInRuns(tx, [run], leftOut);
    return { rows, through: false };
  });
