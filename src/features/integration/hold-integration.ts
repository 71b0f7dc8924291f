import { LockMode } from '@mikro-orm/core';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { Integration, type IntegrationStatus } from './integration.entity.ts';

/**
 * How a connection stands, and keeps standing until the transaction ends; null where there never was one. Whoever
 * locks several rows that depend on a connection takes this lock first, as connecting does: so nobody waits in a circle.
 */
export const holdIntegration = async ({ em, actor }: Tx, provider: CrmProviderName): Promise<IntegrationStatus | null> => {
  const row = await em.findOne(Integration, { teamId: actor.teamId, provider }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  return row?.status ?? null;
};
