import type { Config } from '../config.ts';
import type { CrmProviders } from '../crm/registry.ts';
import { startSchedules } from '../jobs/schedule.ts';
import { startWorker } from '../jobs/worker.ts';
import { systemClock, type Clock } from '../shared/clock.ts';
import { createLogger, type Logger } from '../shared/logger.ts';
import { banner } from './banner.ts';
import type { SandboxUrls } from './crm-options.ts';
import { features } from './features.ts';
import { openParts, type OpenParts } from './open-parts.ts';
import { openSandboxes } from './open-sandboxes.ts';
import { openStore, type Store } from './open-store.ts';
import { probePort } from './probe-port.ts';
import { seedDemo } from './seed-demo.ts';
import { startApi } from './start-api.ts';

export interface AppOptions {
  config: Config;
  /** Open already; the app closes it. Otherwise the configuration says which. */
  store?: Store;
  clock?: Clock;
  log?: Logger;
  /** CRMs beyond those of the configuration. */
  providers?: CrmProviders;
  /** Sandboxes that run already, instead of our own. */
  sandboxUrls?: SandboxUrls;
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
    const sandboxes = options.sandboxUrls === undefined ? await openSandboxes(config) : [];
    for (const { stop } of sandboxes) stack.add(stop);
    const sandboxUrls: SandboxUrls = options.sandboxUrls ?? Object.fromEntries(sandboxes.map(({ provider, url: at }) => [provider, at]));
    let url: string | null = null;
    const publicUrl = () => config.PUBLIC_URL ?? url ?? `http://localhost:${String(config.PORT)}`;
    const parts = await openParts({ config, store, log, clock, sandboxUrls, publicUrl, ...(providers ? { providers } : {}) });
    closing = parts.close;
    const demo = (config.SEED_DEMO ?? config.NODE_ENV !== 'production') && config.ROLES.includes('api') ? await seedDemo(parts.base) : null;
    if (config.ROLES.includes('worker')) stack.add(await startWork(parts, config.SHUTDOWN_GRACE_MS));
    if (config.ROLES.includes('api')) {
      const api = await startApi(config, parts, demo !== null);
      stack.add(api.stop);
      ({ url } = api);
    }
    return { parts, log, url, banner: banner({ config, url: publicUrl(), sandboxes, demoFormPath: demo?.formPath ?? null }), stop: stack.unwind };
  } catch (error) {
    await stack.unwind();
    throw error;
  }
};
