// npm run migrate: brings PostgreSQL up to date as a step of a deployment, with the rights of DATABASE_OWNER_URL.
import { migratePostgres } from '../src/app/open-store.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/shared/logger.ts';

try {
  const config = readConfig({ ...process.env, ROLES: 'api,worker' });
  if (config.DATABASE_URL === undefined) throw new Error('DATABASE_URL is not set: the embedded database migrates itself at start.');
  await migratePostgres(config, config.DATABASE_URL, createLogger('warn'));
  console.log('The database is up to date.');
} catch (error) {
  console.error(`The database could not be brought up to date: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
