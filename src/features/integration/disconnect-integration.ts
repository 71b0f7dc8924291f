import { LockMode } from '@mikro-orm/core';
import { CrmError, type CrmProviderName } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import type { TeamContext } from '../../shared/context.ts';
import { audit, refuse } from '../account/index.ts';
import { heldTokens, removeCredential, type ProviderName } from '../credential/index.ts';
import { absentIntegration } from './absent-integration.ts';
import { changeStatus } from './change-status.ts';
import { Integration, type IntegrationRow, type IntegrationView } from './integration.entity.ts';
import { canManageIntegrations } from './integration.policy.ts';
import { installedProvider, requireProvider } from './require-provider.ts';
import { forgetWritten } from './told-by-provider.ts';

/** The longest that a provider may take to end our access, in milliseconds; we disconnect all the same. */
const REVOKE_TIMEOUT_MS = 10_000;

export interface DisconnectIntegrationInput {
  provider: ProviderName;
  revokeRemote?: boolean | null;
}

/** What became of our access at the provider. */
type Revocation = 'NOT_ASKED' | 'REVOKED' | 'NOTHING_TO_REVOKE' | 'FAILED';

const revokeAt = async (ctx: TeamContext, name: CrmProviderName): Promise<Revocation> => {
  const provider = installedProvider(ctx, name);
  try {
    const tokens = await heldTokens(ctx, name);
    if (!provider?.revokeTokens || tokens === null) return 'NOTHING_TO_REVOKE';
    await provider.revokeTokens(tokens, AbortSignal.timeout(REVOKE_TIMEOUT_MS));
    return 'REVOKED';
  } catch (error) {
    ctx.log.warn({ provider: name, reason: error instanceof CrmError ? error.fault.code : 'UNKNOWN' }, 'integration: our access could not be revoked at the provider; it is disconnected here all the same');
    return 'FAILED';
  }
};

const end = async (tx: Tx, provider: CrmProviderName, revocation: Revocation): Promise<IntegrationRow | null> => {
  // Tokens first, as where a renewal fails: whoever locks both rows takes them in this order.
  await removeCredential(tx, provider);
  const row = await tx.em.findOne(Integration, { teamId: tx.actor.teamId, provider }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (row === null || row.status === 'DISCONNECTED') return row;
  // The account's id stays: whoever connects another one next time is told apart by it.
  Object.assign(row, { accountName: null, scopes: [], warnings: [], quota: null });
  changeStatus(tx, row, { status: 'DISCONNECTED', error: null });
  await audit(tx, { action: 'integration.disconnected', target: row.id, data: { provider, revocation } });
  return row;
};

/**
 * Ends a connection: the tokens are deleted, here and where asked also at the provider, whose failure to do so is noted
 * and is no obstacle. Settings, mapping and history stay for the next connection. To repeat it changes nothing.
 * @throws AppError FORBIDDEN, PROVIDER_NOT_SUPPORTED
 */
export const disconnectIntegration = async (ctx: TeamContext, { provider, revokeRemote }: DisconnectIntegrationInput): Promise<IntegrationView> => {
  if (!canManageIntegrations(ctx.actor)) throw refuse(ctx.actor, 'disconnect integrations', 'integrations:manage');
  const exists = await inSnapshot(ctx, ({ em, actor }) => em.count(Integration, { teamId: actor.teamId, provider }));
  // What was connected can be disconnected also where this server no longer has a client for it.
  if (provider === 'SLACK' || exists === 0) return absentIntegration(ctx, requireProvider(ctx, provider).name);
  const revocation = revokeRemote === true ? await revokeAt(ctx, provider) : 'NOT_ASKED';
  forgetWritten(ctx, provider);
  return (await inTransaction(ctx, (tx) => end(tx, provider, revocation))) ?? absentIntegration(ctx, provider);
};
