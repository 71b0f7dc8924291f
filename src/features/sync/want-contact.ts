import type { CrmProviderName, DuplicatePolicy } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { newId } from '../../shared/ids.ts';
import { DrainConnection } from './drain-connection.ts';
import { newState } from './new-state.ts';
import { openAttempt } from './open-attempt.ts';
import type { GivenContact } from './sync-state.entity.ts';

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
  const state = newState(tx, { subjectId: id, provider, leadId: null, contact, duplicatePolicy });
  Object.assign(state, { wanted: 1, byHand: true, pastRule: true });
  enqueue(tx, DrainConnection, { teamId, provider });
  return openAttempt(tx, state, { id }).id;
};
