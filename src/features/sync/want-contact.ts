import type { CrmProviderName, DuplicatePolicy } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { newId } from '../../shared/ids.ts';
import { DrainConnection } from './drain-connection.ts';
import { openAttempt } from './open-attempt.ts';
import { notFailing, SyncState, type GivenContact } from './sync-state.entity.ts';

interface ContactWish {
  contact: GivenContact;
  provider: CrmProviderName;
  duplicatePolicy: DuplicatePolicy;
}

/**
 * Wants a contact in a CRM that is no lead of ours. It goes the way of leads, in the one drain of the connection, so
 * that two of one e-mail never race; its row ends with its attempt. Returns the id of the attempt.
 */
export const wantContact = (tx: Tx, { contact, provider, duplicatePolicy }: ContactWish): string => {
  const id = newId('attempt');
  const { teamId } = tx.actor;
  const state = tx.em.create(SyncState, {
    teamId, subjectId: id, provider, leadId: null, runId: null, contact, wanted: 1, claimedWanted: null, status: 'QUEUED', duplicatePolicy, byHand: true, pastRule: true, leftRule: false,
    attemptId: null, dueAt: null, tries: 0, claim: null, externalId: null, sentHash: null, creating: null, lastSyncedAt: null, ...notFailing,
  });
  enqueue(tx, DrainConnection, { teamId, provider });
  return openAttempt(tx, state, { id }).id;
};
