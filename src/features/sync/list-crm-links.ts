import DataLoader from 'dataloader';
import type { CrmProviderName, CrmTokens } from '../../crm/crm-provider.ts';
import { inSnapshot, type Snapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { credentialLoader } from '../credential/index.ts';
import { activeIntegrations, type CrmIntegrationRow } from '../integration/index.ts';
import type { SyncStatus } from './sync-attempt.entity.ts';
import { SyncState, type SyncStateRow } from './sync-state.entity.ts';

export interface CrmLink {
  provider: CrmProviderName;
  contactId: string;
  url: string | null;
  lastSyncedAt: Date | null;
  status: SyncStatus;
}

interface Place {
  integration: CrmIntegrationRow;
  account: Pick<CrmTokens, 'accountId' | 'instanceUrl'>;
}

/** Where the team's accounts are, by provider. */
const placesOf = async (snapshot: Snapshot): Promise<Map<CrmProviderName, Place>> => {
  const integrations = await activeIntegrations(snapshot);
  const credentials = await credentialLoader(snapshot).loadMany(integrations.map(({ provider }) => provider));
  return new Map(integrations.map((integration, at) => {
    const { accountId } = integration;
    const credential = credentials[at];
    const instanceUrl = credential instanceof Error ? null : credential?.instanceUrl;
    return [integration.provider, { integration, account: { ...(accountId !== null && { accountId }), ...(instanceUrl != null && { instanceUrl }) } }];
  }));
};

const linkOf = ({ parts }: TeamContext, { provider, externalId, lastSyncedAt, status }: SyncStateRow, place: Place | undefined): CrmLink[] => {
  if (externalId === null) return [];
  const url = place && parts.crm.providers[provider]?.recordUrl?.(place.account, place.integration.settings.object, externalId);
  return [{ provider, contactId: externalId, url: url ?? null, lastSyncedAt, status }];
};

const loadLinks = (ctx: TeamContext, leadIds: readonly string[]): Promise<CrmLink[][]> =>
  inSnapshot(ctx, async (snapshot) => {
    const states = await snapshot.em.find(SyncState, { subjectId: { $in: [...leadIds] }, externalId: { $ne: null } }, { orderBy: { provider: 'asc' } });
    if (states.length === 0) return leadIds.map(() => []);
    const places = await placesOf(snapshot);
    const byLead = Map.groupBy(states, ({ subjectId }) => subjectId);
    return leadIds.map((leadId) => (byLead.get(leadId) ?? []).flatMap((state) => linkOf(ctx, state, places.get(state.provider))));
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
