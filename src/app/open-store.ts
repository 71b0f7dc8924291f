import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Config } from '../config.ts';
import { migrations } from '../../migrations/index.ts';
import { checkIsolation } from '../database/check-isolation.ts';
import type { Database } from '../database/database.ts';
import { aloneInMigrating, grantRoles, migrate } from '../database/migrate.ts';
import { openDatabase, type StoreOptions } from '../database/open-database.ts';
import { installQueues, type QueueStore } from '../jobs/queue.ts';
import type { Logger } from '../shared/logger.ts';
import { connectionFault } from './connection-fault.ts';
import { openDataFolder } from './data-folder.ts';
import { features } from './features.ts';

/** The open store of a process: tables up to date, isolation proven. */
export interface Store {
  database: Database;
  queueStore: QueueStore;
  close: () => Promise<void>;
}

const jobs = features.flatMap((feature) => feature.jobs ?? []);
const schema = { entities: features.flatMap((feature) => feature.entities ?? []), migrations };

const postgresOptions = (config: Config, url: string, poolMax: number): StoreOptions => ({
  kind: 'postgres',
  url,
  poolMax,
  statementTimeoutMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
  lockTimeoutMs: config.DATABASE_LOCK_TIMEOUT_MS,
  idleInTransactionTimeoutMs: config.DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS,
  connectTimeoutMs: config.DATABASE_CONNECT_TIMEOUT_MS,
  applicationName: `leadwire-${config.ROLES.join('-')}`,
});

/** One connection holds the lock of the migration, one migrates. */
const MIGRATION_CONNECTIONS = 2;

/** Brings PostgreSQL up to date as the owner of the tables, and gives the application's login its rights. */
export const migratePostgres = async (config: Config, url: string, log: Logger): Promise<void> => {
  const ownerUrl = config.DATABASE_OWNER_URL ?? url;
  const owner = await openDatabase(schema, postgresOptions(config, ownerUrl, MIGRATION_CONNECTIONS), log);
  try {
    await aloneInMigrating(owner, async () => {
      await migrate(owner);
      await installQueues({ kind: 'postgres', url: ownerUrl, connectTimeoutMs: config.DATABASE_CONNECT_TIMEOUT_MS }, jobs);
      await grantRoles(owner, config.DATABASE_OWNER_URL === undefined ? null : decodeURIComponent(new URL(url).username));
    });
  } catch (error) {
    throw connectionFault(config.DATABASE_OWNER_URL === undefined ? 'DATABASE_URL' : 'DATABASE_OWNER_URL', ownerUrl, error);
  } finally {
    await owner.close();
  }
};

const openPostgres = async (config: Config, url: string, log: Logger): Promise<Store> => {
  if (config.MIGRATE_ON_START) await migratePostgres(config, url, log);
  const database = await openDatabase(schema, postgresOptions(config, url, config.DATABASE_POOL_MAX), log);
  return {
    database,
    queueStore: { kind: 'postgres', url, connectTimeoutMs: config.DATABASE_CONNECT_TIMEOUT_MS },
    close: database.close,
  };
};

/** The embedded store over a PGlite that is open already, its tables as they are; tests bring one that is migrated. */
export const openEmbedded = async (pglite: PGlite, log: Logger): Promise<Store> => {
  const database = await openDatabase(schema, { kind: 'embedded', pglite }, log);
  const close = async () => {
    await database.close();
    await pglite.close();
  };
  return { database, queueStore: { kind: 'embedded', pglite }, close };
};

/** Brings the embedded store up to date, and gives the roles their rights. */
export const migrateEmbedded = async ({ database, queueStore }: Store): Promise<void> => {
  await migrate(database);
  await installQueues(queueStore, jobs);
  await grantRoles(database, null);
};

const openFolder = async (config: Config, log: Logger): Promise<Store> => {
  const release = openDataFolder(config.DATA_DIR);
  const store = await openEmbedded(await PGlite.create(join(config.DATA_DIR, 'postgres')), log);
  await migrateEmbedded(store);
  return { ...store, close: () => store.close().finally(release) };
};

/**
 * Opens PostgreSQL where DATABASE_URL is set, else the embedded database in DATA_DIR.
 * @throws StartError for a folder that cannot be used; Error where isolation does not hold; the driver's error otherwise
 */
export const openStore = async (config: Config, log: Logger): Promise<Store> => {
  const store = config.DATABASE_URL === undefined ? await openFolder(config, log) : await openPostgres(config, config.DATABASE_URL, log);
  try {
    await checkIsolation(store.database, config.NODE_ENV === 'production');
    return store;
  } catch (error) {
    await store.close();
    throw config.DATABASE_URL === undefined ? error : connectionFault('DATABASE_URL', config.DATABASE_URL, error);
  }
};
