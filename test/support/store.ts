import { Redis } from 'ioredis';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { openEmbedded, openStore, type Store } from '../../src/app/open-store.ts';
import { readConfig, type Config } from '../../src/config.ts';
import { createLogger, type Logger } from '../../src/shared/logger.ts';
import { databaseUrl } from './database-url.ts';

declare global {
  /** Which stores this run is about; set by jest.config.js. */
  var testStore: 'embedded' | 'services';
}

/** A database of the test's own, copied from the migrated template, and what removes it. */
export const cloneDatabase = async (): Promise<{ url: string; drop: () => Promise<void> }> => {
  const name = `leadwire_test_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await admin.connect();
  await admin.query(`create database ${name} template ${process.env.LEADWIRE_TEST_TEMPLATE ?? ''}`);
  await admin.end();
  const drop = async () => {
    const last = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
    await last.connect();
    await last.query(`drop database if exists ${name} with (force)`);
    await last.end();
  };
  return { url: databaseUrl(name), drop };
};

/** A migrated store of the test's own, and the variables that point at it. */
export const openTestStore = async (env: Record<string, string>, log: Logger = createLogger('silent')): Promise<{ store: Store; config: Config }> => {
  if (globalThis.testStore === 'embedded') {
    const loadDataDir = new Blob([new Uint8Array(await readFile(process.env.LEADWIRE_TEST_DUMP ?? ''))]);
    return { store: await openEmbedded(await PGlite.create({ loadDataDir }), log), config: readConfig(env) };
  }
  const { url, drop } = await cloneDatabase();
  const config = readConfig({ DATABASE_URL: url, REDIS_URL: process.env.TEST_REDIS_URL, REDIS_PREFIX: `test-${randomUUID()}`, MIGRATE_ON_START: 'false', ...env });
  const store = await openStore(config, log);
  return { store: { ...store, close: () => store.close().finally(drop) }, config };
};

/** A connection to the Redis of this run under a prefix, as one more instance has it; null where the run has none. */
export const openTestRedis = (prefix: string): Redis | null =>
  globalThis.testStore === 'embedded' ? null : new Redis(process.env.TEST_REDIS_URL ?? '', { keyPrefix: `${prefix}:` });
