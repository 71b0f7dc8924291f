import type { CrmProvider, CrmTokens } from '../../crm/crm-provider.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { audit } from '../account/index.ts';
import { storeTokens, type SealedTokens } from '../credential/index.ts';
import { changeStatus } from './change-status.ts';
import type { IntegrationEnvironment, IntegrationRow } from './integration.entity.ts';
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
  Object.assign(row, { environment, accountId: accountId ?? row.accountId, accountName, scopes, lastSeenAt: tx.clock.now() });
  changeStatus(tx, row, { status: 'CONNECTED', error: null, accountChanged });
  await audit(tx, { action: 'integration.connected', target: row.id, data: { provider: row.provider, environment, accountName, scopes, accountChanged } });
  return row;
};

/** Notes that an account granted too little; tokens of an earlier connection stay. */
export const refuseScopes = async (tx: Tx, provider: CrmProvider, scopes: string[], message: string): Promise<void> => {
  const row = await lockIntegration(tx, provider);
  Object.assign(row, { scopes, lastSeenAt: tx.clock.now() });
  changeStatus(tx, row, { status: 'ERROR', error: { code: 'PERMISSION', message } });
};
