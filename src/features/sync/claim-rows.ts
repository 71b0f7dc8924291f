import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import type { JobContext } from '../../jobs/define-job.ts';
import { Lead, type LeadRow } from '../lead/index.ts';
import { SyncAttempt, type SyncAttemptRow } from './sync-attempt.entity.ts';
import { SEND_AGAIN, SyncState, type SyncStateRow } from './sync-state.entity.ts';
import { announce } from './sync.events.ts';

/** After this long a claim lapses, whatever became of its holder; longer than any push may take. */
const CLAIM_MS = 120_000;

/** A row of work, taken by one drain: what to push, and the attempt that tells of it. */
export interface ClaimedRow {
  state: SyncStateRow;
  attempt: SyncAttemptRow;
  lead: LeadRow;
  /** Another drain had it and gave nothing back: it may have called the CRM. */
  takenOver: boolean;
}

/**
 * Due rows of the connection, and those that a drain left RUNNING when it died: there is only one drain per
 * connection, so a claim that is not ours is nobody's.
 */
const dueRows = `
  select lead_id from sync_states
  where team_id = ? and provider = ? and (due_at <= ? or (status = 'RUNNING' and claim is distinct from ?))
  order by due_at, lead_id limit ? for update skip locked`;

const begin = (tx: Tx, state: SyncStateRow, attempt: SyncAttemptRow, claim: string) => {
  const now = tx.clock.now();
  if (state.sentHash === SEND_AGAIN) state.sentHash = null;
  Object.assign(state, { status: 'RUNNING', claim, claimedWanted: state.wanted, dueAt: new Date(now.getTime() + CLAIM_MS) });
  Object.assign(attempt, { status: 'RUNNING', message: 'Under way', duplicatePolicy: state.duplicatePolicy, startedAt: attempt.startedAt ?? now });
  announce(tx, attempt);
};

/** Takes up to `limit` rows for the drain `claim`, in one transaction that also announces that they are running. */
export const claimRows = (ctx: JobContext, provider: CrmProviderName, claim: string, limit: number): Promise<ClaimedRow[]> =>
  inTransaction(ctx, async (tx) => {
    const { teamId } = tx.actor;
    const due = await tx.em.execute<{ lead_id: string }[]>(dueRows, [teamId, provider, tx.clock.now(), claim, limit]);
    const leadIds = due.map(({ lead_id }) => lead_id);
    if (leadIds.length === 0) return [];
    const states = await tx.em.find(SyncState, { teamId, provider, leadId: { $in: leadIds } });
    const leads = new Map((await tx.em.find(Lead, { id: { $in: leadIds } })).map((lead) => [lead.id, lead]));
    const attemptIds = states.flatMap(({ attemptId }) => (attemptId === null ? [] : [attemptId]));
    const attempts = new Map((await tx.em.find(SyncAttempt, { id: { $in: attemptIds } })).map((attempt) => [attempt.id, attempt]));
    return states.flatMap((state) => {
      const [lead, attempt] = [leads.get(state.leadId), attempts.get(state.attemptId ?? '')];
      if (!lead || !attempt) return [];
      const takenOver = state.status === 'RUNNING';
      begin(tx, state, attempt, claim);
      return [{ state, attempt, lead, takenOver }];
    });
  });
