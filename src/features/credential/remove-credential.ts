import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { Credential } from './credential.entity.ts';

/** Forgets what the team holds for a provider. A renewal that is under way then has nothing to write over. */
export const removeCredential = async ({ em, actor }: Tx, provider: CrmProviderName): Promise<void> => {
  await em.nativeDelete(Credential, { teamId: actor.teamId, provider });
};
