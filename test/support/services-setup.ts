import pg from 'pg';
import { migratePostgres } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { databaseUrl } from './database-url.ts';

const template = `leadwire_test_${String(process.pid)}`;

const asAdmin = async (work: (admin: pg.Client) => Promise<void>): Promise<void> => {
  const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await admin.connect();
  await work(admin).finally(() => admin.end());
};

/** The template, and the copies that are left of it. */
const dropAll = async (admin: pg.Client): Promise<void> => {
  const { rows } = await admin.query<{ datname: string }>('select datname from pg_database where datname = $1 or starts_with(datname, $2)', [template, `${template}_`]);
  for (const { datname } of rows) await admin.query(`drop database if exists ${datname} with (force)`);
};

/** Migrates one database; every app of the suite gets a copy of it. */
export const setup = async (): Promise<void> => {
  await asAdmin(async (admin) => {
    await dropAll(admin);
    await admin.query(`create database ${template}`);
  });
  process.env.LEADWIRE_TEST_TEMPLATE = template;
  const url = databaseUrl(template);
  await migratePostgres(readConfig({ DATABASE_URL: url }), url, createLogger('silent'));
};

export const teardown = (): Promise<void> => asAdmin(dropAll);
