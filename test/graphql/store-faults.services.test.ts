import pg from 'pg';
import { inSystem } from '../../src/database/in-system.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import type { TeamContext } from '../../src/shared/context.ts';
import { until } from '../support/until.ts';
import { addNotes } from '../realtime/notes.ts';
import { RawClient } from '../realtime/raw-client.ts';
import { post, startDoors, tokenFor, type Doors } from '../realtime/start-doors.ts';

let doors: Doors;
let ctx: TeamContext;
let authorization: string;
beforeAll(async () => {
  doors = await startDoors({ env: { DATABASE_POOL_MAX: '2', DATABASE_CONNECT_TIMEOUT_MS: '200', DATABASE_STATEMENT_TIMEOUT_MS: '500', HEAD_CHECK_MS: '60000' } });
  ctx = await doors.team();
  authorization = `Bearer ${tokenFor(ctx.actor.teamId)}`;
});
afterAll(() => doors.stop());

/** Ends every connection to the doors' database from outside, and says how many there were. */
const cutConnections = async (): Promise<number> => {
  const [{ name } = { name: '' }] = await inSystem(doors.base, 'readiness', ({ em }) => em.execute<{ name: string }[]>('select current_database() as name'));
  const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await admin.connect();
  const { rows } = await admin.query<{ ended: boolean }>('select pg_terminate_backend(pid) as ended from pg_stat_activity where datname = $1', [name]);
  await admin.end();
  return rows.filter(({ ended }) => ended).length;
};

const head = () => post(doors, { query: '{ head }' }, { authorization });

describe('both doors, on a PostgreSQL that cannot answer', () => {
  it('[M5] [B14] say SERVICE_UNAVAILABLE when the pool is exhausted, and are well again afterwards', async () => {
    const socket = await RawClient.greeted(doors.wsUrl, tokenFor(ctx.actor.teamId));
    const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
    let open = 0;
    const holding = [1, 2].map(() => inTransaction(ctx, async ({ em }) => {
      await em.execute('select 1');
      open += 1;
      await held;
    }));
    await until('both connections are taken', () => open === 2);
    const answer = await head();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    socket.subscribe('1', '{ head }');
    const overSocket = (await socket.next('1')).errors?.[0];
    await socket.frame('complete');
    socket.subscribe('2', 'subscription { noteAdded(after: "a:1") { text } }');
    const refused = (await socket.error('2'))[0];
    for (const error of [answer.body.errors?.[0], overSocket, refused])
      expect(error?.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', legacyCode: 'SERVER_ERROR', retryAfter: 1_000 });
    release(undefined);
    await Promise.all(holding);
    expect((await head()).status).toBe(200);
    socket.close();
  });

  it('[M5] [B14] say SERVICE_UNAVAILABLE over a statement that takes too long, and nothing of the statement', async () => {
    const slow = await startDoors({ env: { DATABASE_STATEMENT_TIMEOUT_MS: '200' }, routes: [(http, strangerOf) => {
      http.get('/slow', (request) => inSystem(strangerOf(request), 'readiness', ({ em }) => em.execute("select pg_sleep(5), 'hunter2'")));
    }] });
    try {
      const answer = await fetch(`${slow.url}/slow`);
      const text = await answer.text();
      expect(answer.status).toBe(503);
      expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', retryAfter: 1_000 } }] });
      expect(text).not.toMatch(/hunter2|pg_sleep|statement/);
    } finally {
      await slow.stop();
    }
  });

  it('[M1] survive that all connections are cut, and deliver again what is written afterwards', async () => {
    const socket = await RawClient.greeted(doors.wsUrl, tokenFor(ctx.actor.teamId));
    socket.subscribe('1', 'subscription { noteAdded { text } }', { extensions: { resume: true } });
    await socket.next('1');
    expect(await cutConnections()).toBeGreaterThan(0);
    await until('the store answers again', async () => (await head()).status === 200);
    await addNotes(ctx, { text: 'after the cut' });
    expect((await socket.next('1')).data).toEqual({ noteAdded: { text: 'after the cut' } });
    socket.close();
  });
});
