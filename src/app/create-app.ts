import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { CrmProviders } from '../crm/registry.ts';
import { startSchedules } from '../jobs/schedule.ts';
import { startWorker } from '../jobs/worker.ts';
import { systemClock, type Clock } from '../shared/clock.ts';
import { createLogger, type Logger } from '../shared/logger.ts';
import { StartError } from '../shared/start-error.ts';
import { banner } from './banner.ts';
import { features } from './features.ts';
import { openParts, type OpenParts } from './open-parts.ts';
import { openStore, type Store } from './open-store.ts';
import { probePort } from './probe-port.ts';
import { seedDemo } from './seed-demo.ts';
import { startApi } from './start-api.ts';
import { findSandbox, startSandbox, type Sandbox } from './start-sandbox.ts';

export interface AppOptions {
  config: Config;
  /** Open already; the app closes it. Otherwise the configuration says which. */
  store?: Store;
  clock?: Clock;
  log?: Logger;
  /** CRMs beyond those of the configuration. */
  providers?: CrmProviders;
  /** A sandbox that runs already, instead of one of our own. */
  sandboxUrl?: string;
}

/** A running process: the roles of its configuration, started in order. */
export interface App {
  readonly parts: OpenParts;
  readonly log: Logger;
  /** Where the API listens; null where this process has no such role. */
  readonly url: string | null;
  readonly banner: string;
  /** In order: no new work, running work ends within its grace, then the parts close. */
  readonly stop: () => Promise<void>;
}

const wantsSandbox = ({ SANDBOX, NODE_ENV, HUBSPOT_CLIENT_ID }: Config): boolean =>
  SANDBOX ?? (NODE_ENV !== 'production' && HUBSPOT_CLIENT_ID === undefined);

/**
 * The sandbox of this installation: where several processes are meant (they share a database) one that runs already,
 * else one of our own. A worker alone only needs to know where. An embedded server is alone: a sandbox that runs
 * already is another one's, and would go away with it.
 * @throws StartError where the port is taken
 */
const openSandbox = async (config: Config): Promise<Sandbox | null> => {
  if (!wantsSandbox(config)) return null;
  const { SANDBOX_PORT: port, DATA_DIR, ROLES, DATABASE_URL } = config;
  const running = port === 0 ? null : await findSandbox(port);
  const stop = () => Promise.resolve();
  if (running !== null && DATABASE_URL === undefined)
    throw new StartError(`SANDBOX_PORT ${String(port)} is in use by the HubSpot sandbox of another server. Stop that one, or set SANDBOX_PORT to another (0 takes any free one).`);
  if (running !== null) return { url: running, shared: true, stop };
  if (!ROLES.includes('api')) return { url: `http://127.0.0.1:${String(port)}`, stop };
  return startSandbox({ port, stateFile: join(DATA_DIR, 'sandbox.json') });
};

/** What has been started, so that a failure on the way stops exactly that, in reverse order. */
const createStack = () => {
  const stops: (() => Promise<void>)[] = [];
  return {
    add: (stop: () => Promise<void>) => { stops.push(stop); },
    unwind: async () => {
      for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
    },
  };
};

const startWork = async (parts: OpenParts, graceMs: number): Promise<() => Promise<void>> => {
  const worker = await startWorker(parts.base, parts.boss, features.flatMap((feature) => feature.jobs ?? []));
  await parts.onWork(worker.wake);
  const stopSchedules = startSchedules(parts.base, features.flatMap((feature) => feature.schedules ?? []));
  return async () => {
    await stopSchedules();
    await worker.stop(graceMs);
  };
};

/**
 * Starts a process with the roles of its configuration.
 * @throws StartError for what the operator can mend: a port or folder that cannot be had; other errors as they come
 */
export const createApp = async (options: AppOptions): Promise<App> => {
  const { config, clock = systemClock, log = createLogger(config.LOG_LEVEL), providers } = options;
  const stack = createStack();
  try {
    await probePort(config);
    const store = options.store ?? (await openStore(config, log));
    let closing = () => store.close();
    stack.add(() => closing());
    const sandbox = options.sandboxUrl === undefined ? await openSandbox(config) : null;
    if (sandbox) stack.add(sandbox.stop);
    const sandboxUrl = options.sandboxUrl ?? sandbox?.url ?? null;
    let url: string | null = null;
    const publicUrl = () => config.PUBLIC_URL ?? url ?? `http://localhost:${String(config.PORT)}`;
    const parts = await openParts({ config, store, log, clock, sandboxUrl, publicUrl, ...(providers ? { providers } : {}) });
    closing = parts.close;
    const demo = (config.SEED_DEMO ?? config.NODE_ENV !== 'production') && config.ROLES.includes('api') ? await seedDemo(parts.base) : null;
    if (config.ROLES.includes('worker')) stack.add(await startWork(parts, config.SHUTDOWN_GRACE_MS));
    if (config.ROLES.includes('api')) {
      const api = await startApi(config, parts, demo !== null);
      stack.add(api.stop);
      ({ url } = api);
    }
    return { parts, log, url, banner: banner({ config, url: publicUrl(), sandboxUrl, sandboxShared: sandbox?.shared === true, demoFormPath: demo?.formPath ?? null }), stop: stack.unwind };
  } catch (error) {
    await stack.unwind();
    throw error;
  }
};
