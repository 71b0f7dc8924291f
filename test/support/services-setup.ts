import pg from 'pg';
import { migratePostgres } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { databaseUrl } from './database-url.ts';

/** Migrates one database; every app of the suite gets a copy of it. */
export default async (): Promise<void> => {
  const template = `leadwire_test_${String(process.pid)}`;
  const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await admin.connect();
  await admin.query(`drop database if exists ${template} with (force)`);
  await admin.query(`create database ${template}`);
  await admin.end();
  process.env.LEADWIRE_TEST_TEMPLATE = template;
  const url = databaseUrl(template);
  await migratePostgres(readConfig({ DATABASE_URL: url }), url, createLogger('silent'));
};
