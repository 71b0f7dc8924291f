import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { CrmProviderName } from '../crm/crm-provider.ts';
import { StartError } from '../shared/start-error.ts';
import { findSandbox, startSandbox, type Sandbox } from './start-sandbox.ts';

/** A sandbox that may stand in for a provider. */
interface StandIn {
  provider: CrmProviderName;
  /** `HubSpot` */
  title: string;
  /** Of `sandbox/`. */
  folder: string;
  portVariable: 'SANDBOX_PORT' | 'SALESFORCE_SANDBOX_PORT';
  /** In DATA_DIR. */
  stateFile: string;
  isWanted: (config: Config) => boolean;
}

export interface OpenSandbox extends Sandbox {
  readonly provider: CrmProviderName;
  readonly title: string;
}

const standIns: StandIn[] = [
  {
    provider: 'HUBSPOT', title: 'HubSpot', folder: 'hubspot', portVariable: 'SANDBOX_PORT', stateFile: 'sandbox.json',
    isWanted: ({ SANDBOX, NODE_ENV, HUBSPOT_CLIENT_ID }) => SANDBOX ?? (NODE_ENV !== 'production' && HUBSPOT_CLIENT_ID === undefined),
  },
  {
    provider: 'SALESFORCE', title: 'Salesforce', folder: 'salesforce', portVariable: 'SALESFORCE_SANDBOX_PORT', stateFile: 'sandbox-salesforce.json',
    isWanted: ({ SANDBOX, NODE_ENV, SALESFORCE_CLIENT_ID }) => (SANDBOX ?? NODE_ENV !== 'production') && SALESFORCE_CLIENT_ID === undefined,
  },
];

/**
 * The sandboxes of this installation: where several processes are meant (they share a database) those that run
 * already, else our own. A worker alone only needs to know where. An embedded server is alone: a sandbox that runs
 * already is another one's, and would go away with it.
 * @throws StartError where a port is taken; none is left running then
 */
export const openSandboxes = async (config: Config): Promise<OpenSandbox[]> => {
  const wanted = standIns.filter(({ isWanted }) => isWanted(config));
  const opened = await Promise.allSettled(wanted.map((standIn) => openSandbox(config, standIn)));
  const sandboxes = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = opened.find((each) => each.status === 'rejected');
  if (!failed) return sandboxes;
  await Promise.all(sandboxes.map(({ stop }) => stop()));
  throw failed.reason;
};

const openSandbox = async (config: Config, { provider, title, folder, portVariable, stateFile }: StandIn): Promise<OpenSandbox> => {
  const { DATA_DIR, ROLES, DATABASE_URL, [portVariable]: port } = config;
  const running = port === 0 ? null : await findSandbox(port);
  const stop = () => Promise.resolve();
  if (running !== null && DATABASE_URL === undefined)
    throw new StartError(`${portVariable} ${String(port)} is in use by the ${title} sandbox of another server. Stop that one, or set ${portVariable} to another (0 takes any free one).`);
  if (running !== null) return { provider, title, url: running, shared: true, stop };
  if (!ROLES.includes('api')) return { provider, title, url: `http://127.0.0.1:${String(port)}`, stop };
  return { provider, title, ...(await startSandbox({ title, folder, port, stateFile: join(DATA_DIR, stateFile) })) };
};
