import { LockMode } from '@mikro-orm/core';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { audit } from '../account/index.ts';
import { changeStatus, type StatusChange } from './change-status.ts';
import { Integration, type IntegrationStatus } from './integration.entity.ts';

export type MarkedStatus = 'CONNECTED' | 'ERROR' | 'RECONNECT_REQUIRED';

/**
 * From where each mark may be reached. Only a person who connects again ends RECONNECT_REQUIRED and DISCONNECTED: a
 * call that still worked with the last minutes of an old token must not.
 */
const from: Readonly<Record<MarkedStatus, readonly IntegrationStatus[]>> = {
  CONNECTED: ['ERROR'],
  ERROR: ['CONNECTED', 'ERROR'],
  RECONNECT_REQUIRED: ['CONNECTED', 'ERROR'],
};

/**
 * Notes how calls to a provider went: ERROR while they fail, CONNECTED once they work again, RECONNECT_REQUIRED when
 * the provider has withdrawn our access. Announces a change, and does nothing where the status allows none.
 */
export const markIntegration = async (tx: Tx, provider: CrmProviderName, status: MarkedStatus, error: StatusChange['error'] = null): Promise<void> => {
  const row = await tx.em.findOne(Integration, { teamId: tx.actor.teamId, provider }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!row || !from[status].includes(row.status)) return;
  changeStatus(tx, row, { status, error });
  if (status === 'RECONNECT_REQUIRED') await audit(tx, { action: 'integration.reconnect_required', target: row.id, data: { provider } });
};
