import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { migratePostgres } from '../../src/app/open-store.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { databaseUrl } from '../support/database-url.ts';
import { clientOf } from '../support/app.ts';
import { startServer } from '../support/server-process.ts';
import { cloneDatabase } from '../support/store.ts';

const PATIENCE_MS = 60_000;

const asAdmin = async <T>(work: (admin: pg.Client) => Promise<T>, url = process.env.TEST_DATABASE_URL): Promise<T> => {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
};

/** An empty database whose login owns nothing and may do nothing by itself, migrated by its owner. */
const plainLogin = async () => {
  const name = `leadwire_test_${randomUUID().replaceAll('-', '')}`;
  const ownerUrl = databaseUrl(name);
  await asAdmin(async (admin) => {
    await admin.query(`create database ${name}`);
    await admin.query(`create role ${name} login noinherit password 'plain-words'`);
  });
  const url = new URL(ownerUrl);
  url.username = name;
  url.password = 'plain-words';
  const config = readConfig({ DATABASE_URL: url.href, DATABASE_OWNER_URL: ownerUrl });
  await migratePostgres(config, url.href, createLogger('silent'));
  const drop = () => asAdmin(async (admin) => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.query(`drop role ${name}`);
  });
  return { url: url.href, ownerUrl, drop };
};

describe('a login that owns no table', () => {
  it('[A4] [E2] [M5] serves everything, in production, and can do nothing outside a unit of work', async () => {
    const { url, drop } = await plainLogin();
    await expect(asAdmin((login) => login.query('select * from leads'), url)).rejects.toThrow(/permission denied/);
    const server = await startServer({
      NODE_ENV: 'production', HOST: '127.0.0.1', PUBLIC_URL: 'http://127.0.0.1', DATABASE_URL: url, REDIS_URL: process.env.TEST_REDIS_URL ?? '', MIGRATE_ON_START: 'false', ROLES: 'api,worker',
    });
    const client = clientOf((server.url ?? '').replace('localhost', '127.0.0.1'));
    const owner = await client.signUp();
    const { createLead } = await client.ask('mutation { createLead(input: { name: "Ada", email: "ada@example.com" }) { lead { id } } }', {}, owner.token);
    expect(await client.ask('query ($id: ID!) { lead(id: $id) { name } }', { id: createLead.lead.id }, owner.token)).toEqual({ lead: { name: 'Ada' } });
    const { errors } = await client.graphql('{ __schema { queryType { name } } }');
    expect(errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(await server.end('SIGTERM')).toBe(0);
    expect(server.output()).not.toContain('plain-words');
    await drop();
  }, PATIENCE_MS);

  it('[A4] is asked for in production: a superuser is refused by name', async () => {
    const { url, drop } = await cloneDatabase();
    await expect(startServer({ NODE_ENV: 'production', PUBLIC_URL: 'http://127.0.0.1', DATABASE_URL: url, MIGRATE_ON_START: 'false' })).rejects.toThrow(/superuser or bypasses row-level security/);
    await drop();
  }, PATIENCE_MS);
});

describe('a database that does not exist', () => {
  it('is an error in one line, not a new database', async () => {
    await expect(startServer({ DATABASE_URL: databaseUrl('leadwire_mistyped') })).rejects.toThrow(/cannot start: PostgreSQL cannot be reached at \S+\/leadwire_mistyped \(DATABASE_URL\): there is no such database\./);
  }, PATIENCE_MS);
});

describe('an exhausted pool', () => {
  it('[M5] is SERVICE_UNAVAILABLE with a time to come back, not a hang', async () => {
    const { url, drop } = await cloneDatabase();
    const server = await startServer({ DATABASE_URL: url, REDIS_URL: process.env.TEST_REDIS_URL ?? '', MIGRATE_ON_START: 'false', ROLES: 'api', DATABASE_POOL_MAX: '2', DATABASE_CONNECT_TIMEOUT_MS: '300' });
    const client = clientOf((server.url ?? '').replace('localhost', '127.0.0.1'));
    const owner = await client.signUp();
    const { createLead } = await client.ask('mutation { createLead(input: { name: "Ada" }) { lead { id } } }', {}, owner.token);
    const update = () => client.graphql('mutation ($id: ID!) { updateLead(input: { id: $id, name: "Bob" }) { lead { id } } }', { id: createLead.lead.id }, owner.token);
    await asAdmin(async (other) => {
      await other.query('begin');
      await other.query('select * from leads for update');
      const answers = await Promise.all([update(), update(), update(), update(), update()]);
      const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions.code as string));
      expect(new Set(codes)).toEqual(new Set(['SERVICE_UNAVAILABLE']));
      expect(answers.every(({ errors }) => errors.every(({ extensions }) => (extensions.retryAfter as number) > 0))).toBe(true);
      await other.query('rollback');
    }, url);
    expect((await update()).errors).toEqual([]);
    await server.end('SIGTERM');
    await drop();
  }, PATIENCE_MS);
});
