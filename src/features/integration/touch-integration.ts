import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { Integration } from './integration.entity.ts';

/** Notes when a provider last answered at all, and when a lead last reached it; announces nothing. */
export const touchIntegration = async (tx: Tx, provider: CrmProviderName, touched: { lastSeenAt: Date } | { lastSyncAt: Date }): Promise<void> => {
  const times = 'lastSyncAt' in touched ? { lastSyncAt: touched.lastSyncAt, lastSeenAt: touched.lastSyncAt } : touched;
  await tx.em.nativeUpdate(Integration, { teamId: tx.actor.teamId, provider }, times);
};
