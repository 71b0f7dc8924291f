import { inTransaction } from '../../src/database/in-transaction.ts';
import type { TeamContext } from '../../src/shared/context.ts';
import { createWorld, type World } from './callers.ts';
import { fillTeam } from './fill-team.ts';

const PATIENCE_MS = 60_000;

let world: World;
beforeAll(async () => {
  world = await createWorld();
  await fillTeam(world, world.owner, '');
  // There is one only while a drain is at work.
  await asOwnerOfTables("insert into sync_drains (team_id, provider, claim, lapses_at) values (?, 'ZOHO', 'claim_of_the_test', now() + interval '1 day')", [world.owner.teamId]);
}, PATIENCE_MS);
afterAll(() => world.stop());

const actingFor = (teamId: string): TeamContext => ({ ...world.app.app.parts.base, actor: { kind: 'SYSTEM', teamId, job: 'test' } });

/** As the login that runs the tests: it owns the tables and passes every policy. */
const asOwnerOfTables = <T extends object>(sql: string, params: unknown[] = []): Promise<T[]> =>
  world.app.app.parts.base.parts.database.orm.em.getConnection().execute<T[]>(sql, params);

const tablesOfTeams = async (): Promise<string[]> =>
  (await asOwnerOfTables<{ name: string }>("select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'team_id' order by 1")).map(({ name }) => name);

/** Statements without any condition of ours: what is left of isolation when every policy in the code is switched off. */
describe('row-level security, with no policy of the code in between', () => {
  it('[A4] shows, changes and deletes nothing of another team, table by table', async () => {
    const tables = await tablesOfTeams();
    expect(tables.length).toBeGreaterThan(12);
    const filled: string[] = [];
    for (const table of tables) {
      const [theirs] = await asOwnerOfTables<{ count: string | number }>(`select count(*) as count from "${table}" where team_id = ?`, [world.owner.teamId]);
      if (Number(theirs?.count) > 0) filled.push(table);
      await inTransaction(actingFor(world.foreigner.teamId), async ({ em }) => {
        const seen = await em.execute<{ team_id: string }[]>(`select distinct team_id from "${table}"`);
        expect({ table, strangers: seen.filter(({ team_id }) => team_id !== world.foreigner.teamId) }).toEqual({ table, strangers: [] });
        // Append-only tables refuse even their own; what is asked here is whether foreign rows can be met at all.
        if (table === 'audit_entries' || table === 'timeline_entries') return;
        const taken = await em.execute<unknown[]>(`update "${table}" set team_id = ? where team_id = ? returning 1`, [world.foreigner.teamId, world.owner.teamId]);
        const gone = await em.execute<unknown[]>(`delete from "${table}" where team_id = ? returning 1`, [world.owner.teamId]);
        expect({ table, taken, gone }).toEqual({ table, taken: [], gone: [] });
      });
      const [left] = await asOwnerOfTables<{ count: string | number }>(`select count(*) as count from "${table}" where team_id = ?`, [world.owner.teamId]);
      expect({ table, count: Number(left?.count) }).toEqual({ table, count: Number(theirs?.count) });
    }
    // A table without rows would prove nothing.
    expect(tables.filter((table) => !filled.includes(table))).toEqual([]);
  }, PATIENCE_MS);

  it('[A4] is what holds them: switched off in the database, the same statement shows the other team, table by table', async () => {
    const teamsIn = (table: string): Promise<string[]> =>
      inTransaction(actingFor(world.foreigner.teamId), async ({ em }) => (await em.execute<{ team_id: string }[]>(`select distinct team_id from "${table}"`)).map(({ team_id }) => team_id));
    for (const table of await tablesOfTeams()) {
      await asOwnerOfTables(`alter table "${table}" disable row level security`);
      try {
        expect({ table, seen: await teamsIn(table) }).toEqual({ table, seen: expect.arrayContaining([world.owner.teamId]) as unknown });
      } finally {
        await asOwnerOfTables(`alter table "${table}" enable row level security`);
      }
      expect({ table, seen: await teamsIn(table) }).toEqual({ table, seen: expect.not.arrayContaining([world.owner.teamId]) as unknown });
    }
  }, PATIENCE_MS);
});
