import { LockMode } from '@mikro-orm/core';
import type { CrmProviderName, DuplicatePolicy } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { DrainConnection } from './drain-connection.ts';
import { openAttempt } from './open-attempt.ts';
import { SyncAttempt } from './sync-attempt.entity.ts';
import { SyncState, type SyncStateRow } from './sync-state.entity.ts';

interface Wish {
  leadId: string;
  provider: CrmProviderName;
  duplicatePolicy: DuplicatePolicy;
  /** Somebody asked for it by hand: it is sent also where nothing has changed, and at once also while it is retrying. */
  byHand?: boolean;
}

/** The row, locked; made first where there is none, so that two wishes at once meet at the same row. */
const lockState = async (tx: Tx, { leadId, provider, duplicatePolicy }: Wish): Promise<SyncStateRow> => {
  const key = { teamId: tx.actor.teamId, leadId, provider };
  // An earlier wish of this very transaction must reach the row before it is read again.
  await tx.em.flush();
  await tx.em.execute(
    `insert into sync_states (team_id, lead_id, provider, wanted, status, duplicate_policy, tries)
     values (?, ?, ?, 0, 'CANCELLED', ?, 0) on conflict do nothing`,
    [key.teamId, leadId, provider, duplicatePolicy],
  );
  return tx.em.findOneOrFail(SyncState, key, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
};

/**
 * Wants a lead in a CRM, in the transaction that changed it: no lead is saved without being wanted, nothing is wanted
 * without its lead. What is waiting already covers the newer wish; what is running is followed by another attempt.
 * Returns the id of the attempt that will bring it.
 */
export const markWanted = async (tx: Tx, wish: Wish): Promise<string> => {
  const state = await lockState(tx, wish);
  state.wanted += 1;
  state.duplicatePolicy = wish.duplicatePolicy;
  if (wish.byHand) state.sentHash = null;
  enqueue(tx, DrainConnection, { teamId: tx.actor.teamId, provider: wish.provider });
  const waiting = (state.status === 'QUEUED' || state.status === 'RETRYING') && state.attemptId !== null;
  if (state.attemptId !== null && (waiting || state.status === 'RUNNING')) {
    if (waiting && wish.byHand) state.dueAt = tx.clock.now();
    if (waiting) await tx.em.nativeUpdate(SyncAttempt, { id: state.attemptId }, { duplicatePolicy: wish.duplicatePolicy });
    return state.attemptId;
  }
  return openAttempt(tx, state).id;
};
