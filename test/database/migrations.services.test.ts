import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { features } from '../../src/app/features.ts';
import { openDatabase } from '../../src/database/open-database.ts';
import { migrate } from '../../src/database/migrate.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { migrations } from '../../migrations/index.ts';
import { databaseUrl } from '../support/database-url.ts';
import { startApp } from '../support/app.ts';
import { startTestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';

const schema = { entities: features.flatMap((feature) => feature.entities ?? []), migrations };
const timeouts = { statementTimeoutMs: 10_000, lockTimeoutMs: 2_000, idleInTransactionTimeoutMs: 10_000, connectTimeoutMs: 1_000 };

const query = async (url: string | undefined, sql: string) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, string>>(sql)).rows;
  } finally {
    await client.end();
  }
};

const tablesOf = async (url: string) => (await query(url, "select tablename from pg_tables where schemaname = 'public' order by 1")).map(({ tablename }) => tablename);

describe('the migrations', () => {
  it('[E2] go up, down and up again on PostgreSQL, and leave nothing that the entities do not describe', async () => {
    const name = `leadwire_test_${randomUUID().replaceAll('-', '')}`;
    await query(process.env.TEST_DATABASE_URL, `create database ${name}`);
    const url = databaseUrl(name);
    const database = await openDatabase(schema, { kind: 'postgres', url, poolMax: 3, applicationName: 'test', ...timeouts }, createLogger('silent'));
    await migrate(database);
    const tables = await tablesOf(url);
    expect(tables).toEqual(expect.arrayContaining(['credentials', 'integrations', 'leads', 'team_events']));
    await database.orm.migrator.down({ to: 0 });
    expect(await tablesOf(url)).toEqual(['migrations']);
    await migrate(database);
    expect(await tablesOf(url)).toEqual(tables);

    // Foreign keys and the triggers of the audit log and of timelines are written by hand; apart from them there is no difference.
    const difference = (await database.orm.schema.getUpdateSchemaSQL({ wrap: false })).split('\n').filter((line) => line.trim() !== '' && !/drop constraint "\w+_fk"|(audit|timeline)_entries_append_only/.test(line));
    expect(difference).toEqual([]);
    await database.close();
    await query(process.env.TEST_DATABASE_URL, `drop database ${name} with (force)`);
  }, 60_000);

  it('[E2] let a team go without a trace', async () => {
    const sandbox = await startTestSandbox();
    const app = await startApp({ sandboxUrl: sandbox.url });
    const [leaving, staying] = [await app.signUp('Leaving'), await app.signUp('Staying')];
    for (const { token } of [leaving, staying]) {
      await app.connectHubspot(token);
      await app.ask('mutation { createForm(input: { name: "f", fields: [{ name: "email", label: "E", type: EMAIL }] }) { form { id } } }', {}, token);
      const { createLead } = await app.ask('mutation { createLead(input: { name: "Ada", email: "ada@example.com", idempotencyKey: "k" }) { lead { id } } }', {}, token);
      await until('it is synced', async () => (await app.ask('query ($id: ID!) { lead(id: $id) { crmLinks { contactId } } }', { id: createLead.lead.id }, token)).lead.crmLinks.length > 0);
    }
    const { orm } = app.app.parts.base.parts.database;
    const connection = orm.em.getConnection();
    await connection.execute('delete from teams where id = ?', [leaving.teamId]);
    const owned = await connection.execute<{ name: string }[]>("select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'team_id'");
    const left: Record<string, number> = {};
    let kept = 0;
    for (const { name } of owned) {
      const [row] = await connection.execute<{ leaving: string; staying: string }[]>(
        `select count(*) filter (where team_id = ?) as leaving, count(*) filter (where team_id = ?) as staying from "${name}"`, [leaving.teamId, staying.teamId]);
      if (Number(row?.leaving) > 0) left[name] = Number(row?.leaving);
      if (Number(row?.staying) > 0) kept += 1;
    }
    expect(left).toEqual({});
    expect(kept).toBeGreaterThan(8);
    await app.stop();
    await sandbox.stop();
  }, 60_000);
});
