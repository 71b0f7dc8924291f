import type { Tx } from '../../database/in-transaction.ts';
import { newId } from '../../shared/ids.ts';
import { SyncAttempt, type SyncAttemptRow } from './sync-attempt.entity.ts';
import type { SyncStateRow } from './sync-state.entity.ts';
import { announce } from './sync.events.ts';

/** Opens an attempt for a wanted row and announces it. */
export const openAttempt = (tx: Tx, state: SyncStateRow): SyncAttemptRow => {
  const attempt = tx.em.create(SyncAttempt, {
    id: newId('attempt'), teamId: state.teamId, leadId: state.leadId, provider: state.provider, status: 'QUEUED',
    action: null, contactId: state.externalId, message: 'Waiting for its turn', dryRun: false,
    duplicatePolicy: state.duplicatePolicy, payload: null, diff: [], errors: [], requests: [], mappingVersion: null,
    createdAt: tx.clock.now(), startedAt: null, finishedAt: null,
  });
  Object.assign(state, { attemptId: attempt.id, status: 'QUEUED', tries: 0, dueAt: tx.clock.now(), claim: null, claimedWanted: null });
  announce(tx, attempt);
  return attempt;
};
