import type { DuplicatePolicy } from '../../crm/crm-provider.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { forbidden } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import type { ProviderName } from '../credential/index.ts';
import { defaultSettings } from './default-settings.ts';
import type { IntegrationRow } from './integration.entity.ts';
import { canManageIntegrations } from './integration.policy.ts';
import { lockIntegration } from './lock-integration.ts';
import { requireObject } from './require-object.ts';
import { requireProvider } from './require-provider.ts';

export interface IntegrationSettingsChanges {
  provider: ProviderName;
  autoSync?: boolean | null;
  duplicatePolicy?: DuplicatePolicy | null;
  object?: string | null;
}

/** What is absent stays, and null goes back to the default. */
const chosen = <T>(change: T | null | undefined, now: T, byDefault: T): T => (change === undefined ? now : (change ?? byDefault));

/**
 * Changes what a connection does by itself; also ahead of the first connection.
 * @throws AppError FORBIDDEN, PROVIDER_NOT_SUPPORTED, PROVIDER_NOT_CONFIGURED, BAD_USER_INPUT for an unknown object
 */
export const updateIntegrationSettings = async (ctx: TeamContext, { provider: name, ...changes }: IntegrationSettingsChanges): Promise<IntegrationRow> => {
  if (!canManageIntegrations(ctx.actor)) throw forbidden('change integrations');
  const provider = requireProvider(ctx, name);
  const byDefault = defaultSettings(provider);
  return inTransaction(ctx, async (tx) => {
    const row = await lockIntegration(tx, provider);
    const { autoSync, duplicatePolicy, object } = row.settings;
    row.settings = {
      autoSync: chosen(changes.autoSync, autoSync, byDefault.autoSync),
      duplicatePolicy: chosen(changes.duplicatePolicy, duplicatePolicy, byDefault.duplicatePolicy),
      object: requireObject(provider, chosen(changes.object, object, byDefault.object), byDefault.object),
    };
    row.updatedAt = tx.clock.now();
    return row;
  });
};
