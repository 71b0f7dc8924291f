import type { Tx } from '../../database/in-transaction.ts';
import { notFailing, SyncState, type SyncStateRow } from './sync-state.entity.ts';

/** A row of which nobody wants anything yet, written with the transaction. */
export const newState = (tx: Tx, of: Pick<SyncStateRow, 'subjectId' | 'provider' | 'leadId' | 'contact' | 'duplicatePolicy'>): SyncStateRow =>
  tx.em.create(SyncState, {
    ...of, teamId: tx.actor.teamId, runId: null, wanted: 0, claimedWanted: null, status: 'CANCELLED', byHand: false, pastRule: false, leftRule: false,
    attemptId: null, dueAt: null, tries: 0, claim: null, externalId: null, sentHash: null, creating: null, lastSyncedAt: null, ...notFailing,
  });
