import type { EntitySchema } from '@mikro-orm/core';
import { Migrator, type Migration } from '@mikro-orm/migrations';
import { MikroORM as PgliteOrm } from '@mikro-orm/pglite';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import type { PGlite } from '@electric-sql/pglite';
import type { Logger } from '../shared/logger.ts';
import { guardConnection } from './active-unit.ts';
import { refuseWhenClosed } from './refuse-when-closed.ts';
import { releaseBrokenConnections } from './release-broken-connections.ts';
import type { Database } from './database.ts';

export type StoreOptions =
  | { kind: 'embedded'; pglite: PGlite }
  | {
      kind: 'postgres';
      url: string;
      /** Connections of this process. */
      poolMax: number;
      statementTimeoutMs: number;
      lockTimeoutMs: number;
      idleInTransactionTimeoutMs: number;
      /** How long to wait for a free connection before SERVICE_UNAVAILABLE. */
      connectTimeoutMs: number;
      applicationName: string;
    };

/** Everything that makes the schema: the same on both stores. */
export interface SchemaSource {
  entities: readonly EntitySchema[];
  migrations: readonly { name: string; class: new (...args: ConstructorParameters<typeof Migration>) => Migration }[];
}

const common = ({ entities, migrations }: SchemaSource, log: Logger) => ({
  entities: [...entities],
  extensions: [Migrator],
  migrations: { migrationsList: [...migrations], tableName: 'migrations', snapshot: false, silent: true },
  discovery: { warnWhenNoEntities: false },
  // A mistyped name is an error, not a new database.
  ensureDatabase: false,
  // Every unit forks, so the identity map of one request is never another's.
  allowGlobalContext: true,
  logger: (message: string) => { log.debug(message); },
  debug: false,
});

const openPostgres = (schema: SchemaSource, store: Extract<StoreOptions, { kind: 'postgres' }>, log: Logger) =>
  PostgresOrm.init({
    ...common(schema, log),
    clientUrl: store.url,
    pool: { min: 0, max: store.poolMax },
    driverOptions: {
      statement_timeout: store.statementTimeoutMs,
      lock_timeout: store.lockTimeoutMs,
      idle_in_transaction_session_timeout: store.idleInTransactionTimeoutMs,
      connectionTimeoutMillis: store.connectTimeoutMs,
      application_name: store.applicationName,
      onPoolCreated: releaseBrokenConnections,
    },
  });

const openEmbedded = (schema: SchemaSource, pglite: PGlite, log: Logger) => {
  refuseWhenClosed(pglite);
  return PgliteOrm.init({ ...common(schema, log), dbName: 'postgres', driverOptions: { pglite } });
};

/**
 * Opens the store with the same entities and migrations on either kind; nothing is migrated yet. The guard against
 * a second connection inside a unit is on from here.
 * @throws the driver's error when PostgreSQL cannot be reached
 */
export const openDatabase = async (schema: SchemaSource, store: StoreOptions, log: Logger): Promise<Database> => {
  const orm = store.kind === 'embedded' ? await openEmbedded(schema, store.pglite, log) : await openPostgres(schema, store, log);
  guardConnection(orm.em.getConnection());
  return { orm, embedded: store.kind === 'embedded', hooks: [], close: () => orm.close(true) };
};
