import pg from 'pg';
import { inSnapshot } from '../../src/database/in-snapshot.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import type { TeamContext } from '../../src/shared/context.ts';
import { openTestParts, type TestParts } from '../support/parts.ts';

let parts: TestParts;
let ctx: TeamContext;
beforeAll(async () => {
  parts = await openTestParts({ DATABASE_POOL_MAX: '2', DATABASE_CONNECT_TIMEOUT_MS: '300', HEAD_CHECK_MS: '60000' });
  ctx = await parts.team();
});
afterAll(() => parts.close());

/** Ends every connection to the store from outside, as a failover does. */
const cutConnections = async (): Promise<void> => {
  const admin = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await admin.connect();
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database]);
  await admin.end();
};
let database = '';

const both = () => Promise.all([1, 2].map(() => inSnapshot(ctx, ({ em }) => em.execute<{ name: string }[]>('select current_database() as name, pg_sleep(0.05)'))));

describe('a connection that breaks', () => {
  it('[M1] [M5] leaves its place in the pool to another, wherever its transaction was', async () => {
    database = (await both())[0]?.[0]?.name ?? '';
    for (let round = 0; round < 3; round += 1) {
      const inside = inTransaction(ctx, async ({ em }) => {
        await em.execute('select 1');
        await cutConnections();
        await em.execute('select 1');
      });
      await expect(inside).rejects.toThrow();
      const committing = inTransaction(ctx, async ({ em }) => {
        await em.execute('select 1');
        await cutConnections();
      });
      await expect(committing).rejects.toThrow();
      const cutting = cutConnections();
      await Promise.allSettled([both(), both()]);
      await cutting;
    }
    expect(await both()).toHaveLength(2);
  });
});
