import type { Tx } from '../../database/in-transaction.ts';
import { cancelAttempts } from './cancel-attempts.ts';

/** Rows ahead of their attempts, in the order in which drains lock them. */
const lockRows = 'select 1 from sync_states where team_id = ? and lead_id = ? for update';

/** Ends the attempts of a lead that is being deleted, whose rows go with it. What is under way at this moment is dropped. */
export const cancelSyncsOf = async (tx: Tx, leadId: string): Promise<void> => {
  await tx.em.execute(lockRows, [tx.actor.teamId, leadId]);
  const open = await tx.em.execute<{ id: string }[]>('select id from sync_attempts where team_id = ? and lead_id = ? and finished_at is null', [tx.actor.teamId, leadId]);
  await cancelAttempts(tx, open.map(({ id }) => id), 'Cancelled: the lead was deleted.');
};
