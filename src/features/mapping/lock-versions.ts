import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';

/** Lets one transaction at a time change the mapping of an object, or what is known of it. */
export const lockVersions = async ({ em, actor }: Tx, { provider, object }: { provider: CrmProviderName; object: string }): Promise<void> => {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`mapping ${actor.teamId} ${provider} ${object}`]);
};
