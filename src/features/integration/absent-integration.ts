import type { TeamContext } from '../../shared/context.ts';
import type { ProviderName } from '../credential/index.ts';
import { defaultSettings } from './default-settings.ts';
import { integrationId } from './integration-id.ts';
import type { IntegrationView } from './integration.entity.ts';
import { installedProvider } from './require-provider.ts';

/** What stands for a provider that the team has never connected. */
export const absentIntegration = (ctx: TeamContext, provider: ProviderName): IntegrationView => {
  const installed = installedProvider(ctx, provider);
  return {
    id: integrationId(ctx.actor.teamId, provider),
    provider,
    status: 'DISCONNECTED',
    environment: installed?.environment ?? 'PRODUCTION',
    accountId: null,
    accountName: null,
    scopes: [],
    settings: defaultSettings(installed),
    lastSeenAt: null,
    lastSyncAt: null,
    error: null,
    warnings: [],
    quota: null,
  };
};
