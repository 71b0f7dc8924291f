import { inSnapshot, shareSnapshot } from '../../src/database/in-snapshot.ts';
import { inSystem, systemReasons } from '../../src/database/in-system.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import { teamlessTables } from '../../src/database/check-isolation.ts';
import type { Em } from '../../src/database/database.ts';
import { openTestParts, type TestParts } from '../support/parts.ts';

const isolation = async (em: Em) => (await em.execute<{ level: string; mode: string }[]>("select current_setting('transaction_isolation') as level, current_setting('transaction_read_only') as mode"))[0];
const teamsSeen = async (em: Em) => (await em.execute<{ team_id: string }[]>('select distinct team_id from team_streams')).map(({ team_id }) => team_id);

let parts: TestParts;
beforeAll(async () => { parts = await openTestParts(); });
afterAll(() => parts.close());

const withStream = async () => {
  const ctx = await parts.team();
  await inTransaction(ctx, ({ em }) => em.execute('insert into team_streams (team_id, head, min_seq) values (?, 0, 1)', [ctx.actor.teamId]));
  return ctx;
};

describe('row-level security, the wall behind the policies', () => {
  it('[A4] every table but the named ones has it forced, with a policy', async () => {
    const tables = await parts.base.parts.database.orm.em.getConnection().execute<{ name: string; forced: boolean; policies: string | number }[]>(
      `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced, (select count(*) from pg_policy p where p.polrelid = c.oid) as policies
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')`,
    );
    const open = tables.filter(({ forced, policies }) => !forced || Number(policies) === 0).map(({ name }) => name);
    expect(open.sort()).toEqual([...teamlessTables].sort());
    expect(tables.length).toBeGreaterThan(teamlessTables.length + 5);
  });

  it('[A4] a unit sees, changes and inserts rows of its own team only', async () => {
    const [mine, theirs] = [await withStream(), await withStream()];
    await inTransaction(mine, async ({ em }) => {
      expect(await teamsSeen(em)).toEqual([mine.actor.teamId]);
      await em.execute('update team_streams set head = 99');
    });
    expect(await inSnapshot(theirs, async ({ em }) => (await em.execute<{ head: string | number }[]>('select head from team_streams')).map(({ head }) => Number(head)))).toEqual([0]);
    await expect(inTransaction(mine, ({ em }) => em.execute("insert into team_events (team_id, seq, kind, version, resource_id, actor, payload, occurred_at) values (?, 1, 'x', 1, 'x', '{}', '{}', now())", [theirs.actor.teamId])))
      .rejects.toThrow(/row-level security/);
  });

  it('[A4] a team that is not set sees nothing', async () => {
    await withStream();
    const nobody = { ...(await parts.team()) };
    expect(await inSnapshot({ ...nobody, actor: { ...nobody.actor, teamId: '' } }, ({ em }) => teamsSeen(em))).toEqual([]);
  });

  it('work across teams needs a reason from a closed list', async () => {
    expect(systemReasons).toEqual(['sign-in', 'session', 'password-reset', 'invitation', 'public-form', 'oauth-state', 'stream-heads', 'due-syncs', 'due-tokens', 'vault-rotation', 'retention', 'readiness', 'heartbeat', 'due-field-checks', 'due-alerts', 'due-slack-messages']);
    const ctx = await withStream();
    expect(await inSystem(parts.base, 'stream-heads', ({ em }) => teamsSeen(em))).toContain(ctx.actor.teamId);
  });
});

describe('a unit of work', () => {
  it('writes at READ COMMITTED and reads in a read-only snapshot', async () => {
    const ctx = await parts.team();
    expect(await inTransaction(ctx, ({ em }) => isolation(em))).toEqual({ level: 'read committed', mode: 'off' });
    const snapshot = await inSnapshot(ctx, ({ em }) => isolation(em));
    expect(snapshot?.mode).toBe('on');
    await expect(inSnapshot(ctx, ({ em }) => em.execute("insert into team_streams (team_id, head, min_seq) values ('x', 0, 1)"))).rejects.toThrow(/read-only/);
  });

  it('joins its caller: the inner work rolls back with the outer one', async () => {
    const ctx = await parts.team();
    await expect(inTransaction(ctx, async (outer) => {
      await inTransaction(outer, (inner) => {
        expect(inner.unit).toBe(outer.unit);
        return inner.em.execute('insert into team_streams (team_id, head, min_seq) values (?, 5, 1)', [ctx.actor.teamId]);
      });
      throw new Error('the outer work fails');
    })).rejects.toThrow('the outer work fails');
    expect(await inSnapshot(ctx, ({ em }) => teamsSeen(em))).toEqual([]);
  });

  it('refuses to be joined for another team', async () => {
    const [mine, theirs] = [await parts.team(), await parts.team()];
    await expect(inTransaction(mine, (tx) => inTransaction({ ...tx, actor: theirs.actor }, () => Promise.resolve()))).rejects.toThrow(/one team cannot be joined for another/);
  });

  it('[M5] refuses a second connection inside itself instead of waiting for it', async () => {
    const ctx = await parts.team();
    const { orm } = ctx.parts.database;
    await expect(inTransaction(ctx, () => orm.em.fork().getConnection().execute('select 1'))).rejects.toThrow(/second connection/);
    await expect(inTransaction(ctx, () => inSnapshot(ctx, () => Promise.resolve()))).rejects.toThrow(/unit of work is open/);
    await expect(inSnapshot(ctx, () => inTransaction(ctx, () => Promise.resolve()))).rejects.toThrow(/unit of work is open/);
    await expect(inTransaction(ctx, () => inSystem(ctx, 'sign-in', () => Promise.resolve()))).rejects.toThrow(/unit of work is open/);
    expect(await inTransaction(ctx, ({ em }) => em.execute<{ one: number }[]>('select 1 as one'))).toEqual([{ one: 1 }]);
  });

  it('shares one snapshot between the reads of an operation, until a transaction of the same operation', async () => {
    const ctx = await withStream();
    const snapshot = shareSnapshot(ctx);
    const head = () => inSnapshot(ctx, async ({ em, unit }) => ({ unit, rows: await teamsSeen(em) }));
    const [first, second] = await Promise.all([head(), head()]);
    expect(first.unit).toBe(second.unit);
    await inTransaction(ctx, () => Promise.resolve());
    expect(first.unit.open).toBe(false);
    const third = await head();
    expect(third.unit).not.toBe(first.unit);
    await snapshot.end();
    expect(third.unit.open).toBe(false);
    await expect(head()).rejects.toThrow(/is over/);
  });
});
