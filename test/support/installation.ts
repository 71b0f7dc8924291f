import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clientOf, type TestClient } from './app.ts';
import { salesforceKit, type CrmKit, type CrmSandbox } from './crm/crm-kits.ts';
import { startTestSandbox, type TestSandbox } from './sandbox.ts';
import { startServer, type ServerProcess } from './server-process.ts';
import { cloneDatabase } from './store.ts';

/** Processes on one PostgreSQL and one Redis, as an operator runs them. */
export interface Installation extends AsyncDisposable {
  /** HubSpot's. */
  readonly sandbox: TestSandbox;
  readonly sandboxOf: (kit: Pick<CrmKit, 'provider'>) => CrmSandbox;
  readonly databaseUrl: string;
  /** Starts another API process; `env` on top of what all share. */
  readonly api: (env?: Record<string, string>) => Promise<TestClient & { process: ServerProcess }>;
  readonly worker: (env?: Record<string, string>) => Promise<ServerProcess>;
}

/**
 * An empty installation with a sandbox of HubSpot, which has settings of its own; with settings for Salesforce's it has
 * that one too. Whatever was started in it ends with it.
 */
export const installation = async (env: Record<string, string> = {}, sandboxEnv: Record<string, string> = {}, salesforceEnv?: Record<string, string>): Promise<Installation> => {
  const salesforce = salesforceEnv && (await salesforceKit.start(salesforceEnv));
  const sandbox = await startTestSandbox(sandboxEnv);
  const database = await cloneDatabase();
  const clients: TestClient[] = [];
  const processes: ServerProcess[] = [];
  const shared = {
    DATABASE_URL: database.url,
    REDIS_URL: process.env.TEST_REDIS_URL ?? '',
    REDIS_PREFIX: `test-${randomUUID()}`,
    MIGRATE_ON_START: 'false',
    DATA_DIR: await mkdtemp(join(tmpdir(), 'leadwire-installation-')),
    HUBSPOT_CLIENT_ID: 'sandbox-client',
    HUBSPOT_CLIENT_SECRET: 'sandbox-secret',
    HUBSPOT_API_URL: sandbox.url,
    HUBSPOT_AUTHORIZE_URL: `${sandbox.url}/oauth/authorize`,
    ...(salesforce && {
      SALESFORCE_CLIENT_ID: 'sandbox-client', SALESFORCE_CLIENT_SECRET: 'sandbox-secret', SALESFORCE_LOGIN_URL: salesforce.url, SALESFORCE_SANDBOX_LOGIN_URL: salesforce.url,
    }),
    SYNC_RETRY_MIN_MS: '100',
    SHUTDOWN_GRACE_MS: '2000',
    ...env,
  };
  const start = async (roles: string, more: Record<string, string> = {}) => {
    const started = await startServer({ ...shared, ROLES: roles, ...more });
    processes.push(started);
    return started;
  };
  return {
    sandbox,
    sandboxOf: ({ provider }) => {
      const found = provider === 'HUBSPOT' ? sandbox : salesforce;
      if (!found) throw new Error('This installation has no Salesforce.');
      return found;
    },
    databaseUrl: database.url,
    worker: (more) => start('worker', more),
    api: async (more) => {
      const started = await start('api', more);
      const client = clientOf((started.url ?? '').replace('localhost', '127.0.0.1'));
      clients.push(client);
      return { ...client, process: started };
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(clients.map((client) => client.dispose()));
      await Promise.all(processes.map((started) => started.end('SIGKILL')));
      await sandbox.stop();
      await salesforce?.stop();
      await database.drop();
    },
  };
};
