import type { Snapshot } from '../../database/in-snapshot.ts';
import { AppError } from '../../shared/app-error.ts';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { providerNames } from '../credential/index.ts';
import { Integration, type CrmIntegrationRow, type IntegrationRow, type IntegrationStatus } from './integration.entity.ts';

/** What the team has connected and not disconnected. Leads are wanted there also while a connection does not work. */
const active: IntegrationStatus[] = ['CONNECTED', 'ERROR', 'RECONNECT_REQUIRED'];
/** What can be called: after an error it is tried again by itself. */
const usable: readonly IntegrationStatus[] = ['CONNECTED', 'ERROR'];

const takesLeads = (row: IntegrationRow): row is CrmIntegrationRow => row.provider !== 'SLACK';

/** The team's connections that leads belong into, in the order of their names. Also called with a `Tx`. */
export const activeIntegrations = async ({ em, actor }: Pick<Snapshot, 'em' | 'actor'>): Promise<CrmIntegrationRow[]> => {
  const rows = await em.find(Integration, { teamId: actor.teamId, status: { $in: active } }, { orderBy: { provider: 'asc' } });
  return rows.filter(takesLeads);
};

/** The connection to a CRM that can be called; undefined where there is none. */
export const connectedIntegration = async (snapshot: Pick<Snapshot, 'em' | 'actor'>, provider: CrmProviderName): Promise<CrmIntegrationRow | undefined> =>
  (await activeIntegrations(snapshot)).find((row) => row.provider === provider && usable.includes(row.status));

/** The same. @throws AppError RECONNECT_REQUIRED, saying what to do */
export const requireConnected = async (snapshot: Pick<Snapshot, 'em' | 'actor'>, provider: CrmProviderName): Promise<CrmIntegrationRow> => {
  const connection = (await activeIntegrations(snapshot)).find((row) => row.provider === provider);
  if (connection && usable.includes(connection.status)) return connection;
  const name = providerNames[provider];
  const what = connection ? `${name} no longer accepts our access` : `${name} is not connected`;
  throw new AppError('RECONNECT_REQUIRED', `${what}: an owner or an admin connects it with startIntegrationAuth.`);
};
