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
  /** Which stores this run is about; set by vitest.config.ts. */
  var testStore: 'embedded' | 'services';
}

const asAdmin = async (statement: string): Promise<void> => {
  const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await admin.connect();
  await admin.query(statement).finally(() => admin.end());
};

let dropping: Promise<unknown> = Promise.resolve();

/**
 * Nobody waits for it: PostgreSQL writes everything to the disk for each drop, a second on a busy machine. What does not
 * come to its turn, services-setup.ts drops at the end of the run.
 */
const dropLater = (name: string): void => {
  dropping = dropping.then(() => asAdmin(`drop database if exists ${name} with (force)`)).catch(() => undefined);
};

/** A database of the test's own, copied from the migrated template, and what gives it up. */
export const cloneDatabase = async (): Promise<{ url: string; drop: () => Promise<void> }> => {
  const template = process.env.LEADWIRE_TEST_TEMPLATE ?? '';
  const name = `${template}_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(`create database ${name} template ${template}`);
  return { url: databaseUrl(name), drop: async () => { dropLater(name); } };
};

/** The files of the migrated PGlite, in one piece: a Blob that copied them anew for each app would take a fifth of its start. */
class Template extends Blob {
  readonly #bytes: ArrayBuffer;

  constructor(bytes: ArrayBuffer) {
    super([]);
    this.#bytes = bytes;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.#bytes);
  }
}

let template: Promise<Template> | undefined;

const readTemplate = async (): Promise<Template> => new Template(new Uint8Array(await readFile(process.env.LEADWIRE_TEST_DUMP ?? '')).buffer);

/** A migrated store of the test's own, and the variables that point at it. */
export const openTestStore = async (env: Record<string, string>, log: Logger = createLogger('silent')): Promise<{ store: Store; config: Config }> => {
  if (globalThis.testStore === 'embedded') {
    template ??= readTemplate();
    return { store: await openEmbedded(await PGlite.create({ loadDataDir: await template }), log), config: readConfig(env) };
  }
  const { url, drop } = await cloneDatabase();
  const config = readConfig({ DATABASE_URL: url, REDIS_URL: process.env.TEST_REDIS_URL, REDIS_PREFIX: `test-${randomUUID()}`, MIGRATE_ON_START: 'false', ...env });
  const store = await openStore(config, log);
  return { store: { ...store, close: () => store.close().finally(drop) }, config };
};

/** A connection to the Redis of this run under a prefix, as one more instance has it; null where the run has none. */
export const openTestRedis = (prefix: string): Redis | null =>
  globalThis.testStore === 'embedded' ? null : new Redis(process.env.TEST_REDIS_URL ?? '', { keyPrefix: `${prefix}:` });
