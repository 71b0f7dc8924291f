import { randomUUID } from 'node:crypto';
import { startOwnRedis, type OwnRedis } from '../chaos/world/own-redis.ts';
import { pass } from '../chaos/world/slot.ts';
import { keyField } from '../crm/providers/salesforce/salesforce-sandbox.ts';
import { crmKits, type CrmSandbox } from '../support/crm/crm-kits.ts';
import type { SalesforceTestSandbox } from '../support/crm/salesforce-kit.ts';
import type { TestClient } from '../support/app.ts';
import { installation, type Installation } from '../support/installation.ts';
import type { ServerProcess } from '../support/server-process.ts';
import type { OwnPostgres } from './own-postgres.ts';
import type { SyncedTeam } from './team.ts';

const WORKERS = 2;

/** Limits that count what a run does as abuse are out of its way; all others are the product's own. */
const env = {
  COST_PER_MINUTE: '1000000000',
  ANONYMOUS_COST_PER_MINUTE: '1000000000',
  ACCESS_TOKEN_SECONDS: '86400',
  SYNC_SWEEP_MS: '500',
  SYNC_RETRY_MIN_MS: '500',
  SYNC_RETRY_MAX_MS: '20000',
  SHUTDOWN_GRACE_MS: '10000',
  LOG_LEVEL: 'error',
};

/** An API, two workers, a Redis of the run's own, and for each CRM a sandbox and a team that is connected to it. */
export interface World extends AsyncDisposable {
  readonly site: Installation;
  readonly redis: OwnRedis;
  /** Null: the PostgreSQL is not the run's own, and nobody may kill it. */
  readonly postgres: OwnPostgres | null;
  readonly teams: readonly SyncedTeam[];
  readonly api: () => TestClient;
  readonly worker: (place: number) => ServerProcess;
  /** Ends an instance with the signal, and starts another after `downMs`. */
  readonly replaceApi: (signal: NodeJS.Signals, downMs: number) => Promise<void>;
  readonly replaceWorker: (place: number, signal: NodeJS.Signals, downMs: number) => Promise<void>;
}

const isSalesforce = (sandbox: CrmSandbox): sandbox is SalesforceTestSandbox => 'salesforce' in sandbox;

const STARTS = 20;

/** Whoever runs an instance starts it again where it ended because PostgreSQL was away. */
const insist = async <T>(start: () => Promise<T>, tries = STARTS): Promise<T> => {
  try {
    return await start();
  } catch (error) {
    if (tries <= 1) throw error;
    return insist(start, tries - 1);
  }
};

export const openWorld = async (postgres: OwnPostgres | null): Promise<World> => {
  const redis = await startOwnRedis();
  const site = await installation({ ...env, REDIS_URL: `redis://127.0.0.1:${String(redis.port)}`, REDIS_PREFIX: `chaos-${randomUUID()}` }, {}, {});
  let api = await site.api();
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => site.worker()));
  const teams: SyncedTeam[] = [];
  for (const kit of crmKits) {
    const sandbox = site.sandboxOf(kit);
    const session = await api.signUp(kit.name);
    // Without it Salesforce may hold a record twice whose creation was answered to nobody (docs/SYNC.md).
    if (isSalesforce(sandbox)) await sandbox.salesforce.addField('Contact', 'Leadwire_Id__c', keyField);
    await api.connect(session.token, kit.provider);
    await api.ask('mutation ($input: UpdateIntegrationSettingsInput!) { updateIntegrationSettings(input: $input) { integration { id } } }', { input: { provider: kit.provider, autoSync: true } }, session.token);
    teams.push({ kit, sandbox, session, promised: new Set(), made: [], runs: [] });
  }
  const workerAt = (place: number): ServerProcess => {
    const worker = workers[place % WORKERS];
    if (!worker) throw new Error('There is no such worker.');
    return worker;
  };
  return {
    site, redis, postgres, teams,
    api: () => api,
    worker: workerAt,
    replaceApi: async (signal, downMs) => {
      await api.process.end(signal);
      await pass(downMs);
      api = await insist(() => site.api());
    },
    replaceWorker: async (place, signal, downMs) => {
      await workerAt(place).end(signal);
      await pass(downMs);
      workers[place % WORKERS] = await insist(() => site.worker());
    },
    [Symbol.asyncDispose]: async () => {
      redis.thaw();
      await site[Symbol.asyncDispose]();
      await redis.stop();
    },
  };
};
