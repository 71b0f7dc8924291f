import type { CrmProvider, CrmTokens } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { audit } from '../account/index.ts';
import { storeTokens, type SealedTokens } from '../credential/index.ts';
import { changeStatus } from './change-status.ts';
import { inspectAnew } from './inspect-anew.ts';
import type { IntegrationEnvironment, IntegrationRow, IntegrationStatus } from './integration.entity.ts';
import { lockIntegration } from './lock-integration.ts';

export interface NewConnection {
  tokens: Pick<CrmTokens, 'scopes' | 'accountId' | 'accountName'>;
  sealed: SealedTokens;
  environment: IntegrationEnvironment;
}

/** Stores a new connection in place of the last one; settings, mapping and history stay. */
export const connectIntegration = async (tx: Tx, provider: CrmProvider, { tokens, sealed, environment }: NewConnection): Promise<IntegrationRow> => {
  // Tokens first, as where a renewal fails: whoever locks both rows takes them in this order.
  await storeTokens(tx, sealed);
  const row = await lockIntegration(tx, provider);
  const { accountId = null, accountName = null, scopes } = tokens;
  const accountChanged = row.accountId !== null && accountId !== null && row.accountId !== accountId;
  Object.assign(row, { environment, accountId: accountId ?? row.accountId, accountName, scopes, quota: null, lastSeenAt: tx.clock.now() });
  inspectAnew(tx, provider, row);
  changeStatus(tx, row, { status: 'CONNECTED', error: null, accountChanged });
  await audit(tx, { action: 'integration.connected', target: row.id, data: { provider: row.provider, environment, accountName, scopes, accountChanged } });
  return row;
};

/** Statuses of a connection that holds no tokens that work: a refusal to replace them makes it neither better nor worse. */
const without: readonly IntegrationStatus[] = ['DISCONNECTED', 'RECONNECT_REQUIRED'];

/**
 * Notes that an account granted too little, where nothing is connected that could be used all the same: it stays
 * disconnected, or to be connected again, and says why. What has tokens stays as it is.
 */
export const refuseScopes = async (tx: Tx, provider: CrmProvider, scopes: string[], message: string): Promise<void> => {
  const row = await lockIntegration(tx, provider);
  if (!without.includes(row.status)) return;
  Object.assign(row, { scopes, lastSeenAt: tx.clock.now() });
  changeStatus(tx, row, { status: row.status, error: { code: 'PERMISSION', message } });
};
