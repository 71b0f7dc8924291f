import type { Tx } from '../../database/in-transaction.ts';
import { newId } from '../../shared/ids.ts';
import { SyncAttempt, type SyncAttemptRow } from './sync-attempt.entity.ts';
import { notDismissed, type SyncStateRow } from './sync-state.entity.ts';
import { announce } from './sync.events.ts';

/**
 * Opens an attempt for a wanted row and announces it. A claim stays that a cancelled row still has: what is on the wire for it
 * is noted when it comes back, and was perhaps done where it does not. `runId`: a run wants it, and nobody else.
 */
export const openAttempt = (tx: Tx, state: SyncStateRow, { id = newId('attempt'), runId = null }: { id?: string; runId?: string | null } = {}): SyncAttemptRow => {
  const attempt = tx.em.create(SyncAttempt, {
    id, teamId: state.teamId, leadId: state.leadId, runId, provider: state.provider, status: 'QUEUED',
    action: null, contactId: state.externalId, message: 'Waiting for its turn', dryRun: false,
    duplicatePolicy: state.duplicatePolicy, payload: null, diff: [], errors: [], requests: [], mappingVersion: null,
    createdAt: tx.clock.now(), startedAt: null, finishedAt: null,
  });
  Object.assign(state, { attemptId: attempt.id, runId, status: 'QUEUED', tries: 0, dueAt: tx.clock.now(), claimedWanted: null, ...notDismissed });
  announce(tx, attempt);
  return attempt;
};
