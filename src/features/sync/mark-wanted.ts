import { LockMode } from '@mikro-orm/core';
import type { CrmProviderName, DuplicatePolicy } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { activeIntegrations } from '../integration/index.ts';
import { DrainConnection } from './drain-connection.ts';
import { newState } from './new-state.ts';
import { openAttempt } from './open-attempt.ts';
import { SyncAttempt } from './sync-attempt.entity.ts';
import { isUnderWay, notDismissed, SEND_AGAIN, SyncState, type SyncStateRow } from './sync-state.entity.ts';

interface Wish {
  leadId: string;
  provider: CrmProviderName;
  duplicatePolicy: DuplicatePolicy;
  /** Somebody asked for it by hand: it is sent also where nothing has changed, and at once also while it is retrying. */
  byHand?: boolean;
  /** The lead was created in this transaction, so nobody else can want it, and no row of it can be there. */
  isNew?: boolean;
  /** Somebody has named the lead, as a form does and whoever asks by hand: the connection's rule is not asked. */
  pastRule?: boolean;
}

/** The row, locked; made first where there is none, so that two wishes at once meet at the same row. */
const lockState = async (tx: Tx, { leadId, provider, duplicatePolicy, isNew }: Wish): Promise<SyncStateRow> => {
  const key = { teamId: tx.actor.teamId, subjectId: leadId, provider };
  // An earlier wish of this very transaction must reach the row before it is read again; a new lead must be there before its row.
  await tx.em.flush();
  if (isNew) return newState(tx, { ...key, leadId, contact: null, duplicatePolicy });
  await tx.em.execute(
    `insert into sync_states (team_id, subject_id, lead_id, provider, wanted, status, duplicate_policy, tries)
     values (?, ?, ?, ?, 0, 'CANCELLED', ?, 0) on conflict do nothing`,
    [key.teamId, leadId, leadId, provider, duplicatePolicy],
  );
  return tx.em.findOneOrFail(SyncState, key, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
};

/** It waited for somebody to connect again, who has done so: the reaction to that came before the row was there to see. */
const isStranded = async (tx: Tx, { dueAt, provider }: SyncStateRow): Promise<boolean> =>
  dueAt === null && (await activeIntegrations(tx)).some((integration) => integration.provider === provider && integration.status === 'CONNECTED');

/** Its last create may have been done, and nothing would find that record: only a person sends it again. */
const isForPeople = async (tx: Tx, { status, attemptId, externalId }: SyncStateRow): Promise<boolean> => {
  if (status !== 'FAILED' || attemptId === null || externalId !== null) return false;
  const last = await tx.em.findOne(SyncAttempt, { id: attemptId });
  return last?.errors.some(({ uncertain }) => uncertain === true) ?? false;
};

/**
 * Wants a lead in a CRM, in the transaction that changed it: no lead is saved without being wanted, nothing is wanted
 * without its lead. What is waiting already covers the newer wish; what is running is followed by another attempt.
 * What may have been created without a trace is sent again by hand only.
 * Returns the id of the attempt that will bring it.
 */
export const markWanted = async (tx: Tx, wish: Wish): Promise<string> => {
  const state = await lockState(tx, wish);
  state.wanted += 1;
  // No longer of a run alone: it is sent also when that is called off.
  state.runId = null;
  state.duplicatePolicy = wish.duplicatePolicy;
  const underWay = isUnderWay(state);
  state.byHand = wish.byHand === true || (underWay && state.byHand);
  state.pastRule = state.byHand || wish.pastRule === true || (underWay && state.pastRule);
  if (wish.byHand) state.sentHash = state.status === 'RUNNING' ? SEND_AGAIN : null;
  enqueue(tx, DrainConnection, { teamId: tx.actor.teamId, provider: wish.provider });
  const waiting = (state.status === 'QUEUED' || state.status === 'RETRYING') && state.attemptId !== null;
  if (state.attemptId !== null && (waiting || state.status === 'RUNNING')) {
    if (waiting && (wish.byHand || (await isStranded(tx, state)))) state.dueAt = tx.clock.now();
    if (waiting) await tx.em.nativeUpdate(SyncAttempt, { id: state.attemptId }, { duplicatePolicy: wish.duplicatePolicy });
    return state.attemptId;
  }
  if (state.attemptId !== null && !wish.byHand && (await isForPeople(tx, state))) {
    // A change that goes nowhere is told again, whatever was said of the one before.
    Object.assign(state, notDismissed);
    return state.attemptId;
  }
  return openAttempt(tx, state).id;
};
