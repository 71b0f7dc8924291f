import type { DuplicatePolicy } from '../../crm/crm-provider.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { badField } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import type { ProviderName } from '../credential/index.ts';
import { checkObject } from './check-object.ts';
import { defaultSettings } from './default-settings.ts';
import { inspectAnew } from './inspect-anew.ts';
import type { IntegrationRow } from './integration.entity.ts';
import { canManageIntegrations } from './integration.policy.ts';
import { lockIntegration } from './lock-integration.ts';
import { readLeadRule, type LeadRuleInput } from './read-lead-rule.ts';
import { requireObject } from './require-object.ts';
import { requireProvider } from './require-provider.ts';

export interface IntegrationSettingsChanges {
  provider: ProviderName;
  autoSync?: boolean | null;
  duplicatePolicy?: DuplicatePolicy | null;
  object?: string | null;
  quotaReserve?: number | null;
  include?: LeadRuleInput | null;
}

/** Most calls that can be kept back: more than any account has in a day. */
const RESERVE_MAX = 100_000_000;

const checkReserve = (reserve: number | null | undefined): void => {
  if (reserve != null && (reserve < 0 || reserve > RESERVE_MAX)) throw badField('quotaReserve', 'OUT_OF_RANGE', `quotaReserve must be a number from 0 to ${RESERVE_MAX}.`);
};

/** What is absent stays, and null goes back to the default. */
const chosen = <T>(change: T | null | undefined, now: T, byDefault: T): T => (change === undefined ? now : (change ?? byDefault));

/**
 * Changes what a connection does by itself; also ahead of the first connection.
 * @throws AppError FORBIDDEN, PROVIDER_NOT_SUPPORTED, PROVIDER_NOT_CONFIGURED, BAD_USER_INPUT for an unknown object or a rule that is none, or as
 *   the provider failed that was asked for it
 */
export const updateIntegrationSettings = async (ctx: TeamContext, { provider: name, ...changes }: IntegrationSettingsChanges): Promise<IntegrationRow> => {
  if (!canManageIntegrations(ctx.actor)) throw refuse(ctx.actor, 'change integrations', 'integrations:manage');
  checkReserve(changes.quotaReserve);
  const provider = requireProvider(ctx, name);
  const byDefault = defaultSettings(provider);
  const wanted = changes.object === undefined ? undefined : requireObject(provider, changes.object, byDefault.object);
  if (wanted !== undefined) await checkObject(ctx, provider, wanted);
  return inTransaction(ctx, async (tx) => {
    const row = await lockIntegration(tx, provider);
    const { autoSync, duplicatePolicy, object, quotaReserve, include = null } = row.settings;
    row.settings = {
      autoSync: chosen(changes.autoSync, autoSync, byDefault.autoSync),
      duplicatePolicy: chosen(changes.duplicatePolicy, duplicatePolicy, byDefault.duplicatePolicy),
      object: wanted ?? object,
      quotaReserve: chosen(changes.quotaReserve, quotaReserve, byDefault.quotaReserve),
      include: changes.include === undefined ? include : await readLeadRule(tx, changes.include),
    };
    if (row.settings.object !== object) inspectAnew(tx, provider, row);
    row.updatedAt = tx.clock.now();
    return row;
  });
};
