import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { cancelAttempts } from './cancel-attempts.ts';

/** A drain that holds one of these rows keeps its claim, to note what it has made of the row: see `noteLateResult`. */
const stop = `
  update sync_states set status = 'CANCELLED', due_at = null, claimed_wanted = null, tries = 0
  where team_id = ? and provider = ? and status in ('QUEUED', 'RUNNING', 'RETRYING')
  returning attempt_id`;

/** A contact that was given directly is owed no more. */
const forgetContacts = 'delete from sync_states where team_id = ? and provider = ? and contact is not null';

/** Cancels what waits for a CRM or is under way there, since nobody will bring it any more, and announces each. */
export const cancelSyncs = async (tx: Tx, provider: CrmProviderName, message: string): Promise<void> => {
  const stopped = await tx.em.execute<{ attempt_id: string | null }[]>(stop, [tx.actor.teamId, provider]);
  await tx.em.execute(forgetContacts, [tx.actor.teamId, provider]);
  await cancelAttempts(tx, stopped.flatMap(({ attempt_id: id }) => id ?? []), message);
};
