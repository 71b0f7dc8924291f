import DataLoader from 'dataloader';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { activeIntegrations } from '../integration/index.ts';
import type { SyncStatus } from './sync-attempt.entity.ts';
import { SyncState, type SyncStateRow } from './sync-state.entity.ts';

export interface CrmLink {
  provider: CrmProviderName;
  contactId: string;
  url: string | null;
  lastSyncedAt: Date | null;
  status: SyncStatus;
}

type Integrations = Awaited<ReturnType<typeof activeIntegrations>>;

const linkOf = ({ parts }: TeamContext, { provider, externalId, lastSyncedAt, status }: SyncStateRow, integrations: Integrations): CrmLink[] => {
  if (externalId === null) return [];
  const integration = integrations.find((candidate) => candidate.provider === provider);
  const account = integration?.accountId == null ? {} : { accountId: integration.accountId };
  const url = integration ? parts.crm.providers[provider]?.recordUrl?.(account, integration.settings.object, externalId) : undefined;
  return [{ provider, contactId: externalId, url: url ?? null, lastSyncedAt, status }];
};

const loadLinks = (ctx: TeamContext, leadIds: readonly string[]): Promise<CrmLink[][]> =>
  inSnapshot(ctx, async (snapshot) => {
    const states = await snapshot.em.find(SyncState, { leadId: { $in: [...leadIds] }, externalId: { $ne: null } }, { orderBy: { provider: 'asc' } });
    const integrations = await activeIntegrations(snapshot);
    const byLead = Map.groupBy(states, ({ leadId }) => leadId);
    return leadIds.map((leadId) => (byLead.get(leadId) ?? []).flatMap((state) => linkOf(ctx, state, integrations)));
  });

/** Reads are put together but not kept: between two mutations of one operation there may be new links. */
const together = { cache: false };

const loaders = new WeakMap<TeamContext, DataLoader<string, CrmLink[]>>();

/** The records that a lead has become, one per CRM; those it has not reached yet are absent. Read together with those of its neighbours. */
export const listCrmLinks = (ctx: TeamContext, leadId: string): Promise<CrmLink[]> => {
  const loader = loaders.get(ctx) ?? new DataLoader((leadIds: readonly string[]) => loadLinks(ctx, leadIds), together);
  loaders.set(ctx, loader);
  return loader.load(leadId);
};
