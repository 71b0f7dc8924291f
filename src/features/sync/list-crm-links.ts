import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { activeIntegrations } from '../integration/index.ts';
import type { SyncStatus } from './sync-attempt.entity.ts';
import { SyncState } from './sync-state.entity.ts';

export interface CrmLink {
  provider: CrmProviderName;
  contactId: string;
  url: string | null;
  lastSyncedAt: Date | null;
  status: SyncStatus;
}

/** The records that a lead has become, one per CRM; those it has not reached yet are absent. */
export const listCrmLinks = (ctx: TeamContext, leadId: string): Promise<CrmLink[]> =>
  inSnapshot(ctx, async (snapshot) => {
    const states = await snapshot.em.find(SyncState, { leadId, externalId: { $ne: null } }, { orderBy: { provider: 'asc' } });
    const integrations = new Map((await activeIntegrations(snapshot)).map((integration) => [integration.provider, integration]));
    return states.flatMap(({ provider, externalId, lastSyncedAt, status }) => {
      if (externalId === null) return [];
      const integration = integrations.get(provider);
      const url = integration ? ctx.parts.crm.providers[provider]?.recordUrl?.({ ...(integration.accountId === null ? {} : { accountId: integration.accountId }) }, integration.settings.object, externalId) : undefined;
      return [{ provider, contactId: externalId, url: url ?? null, lastSyncedAt, status }];
    });
  });
