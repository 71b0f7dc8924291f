import { inTransaction } from '../../../src/database/in-transaction.ts';
import { until } from '../../support/until.ts';
import { openSyncDoor, type SyncDoor } from './sync-door.ts';

const [reached, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
let calls = 0;
let door: SyncDoor;
beforeAll(async () => {
  door = await openSyncDoor({
    instead: (hubspot) => ({
      ...hubspot,
      pushMany: async (_session, _object, rows) => {
        calls += 1;
        reached.resolve();
        await go.promise;
        return rows.map(({ key }) => ({ key, action: 'CREATED', externalId: '1' }));
      },
    }),
  });
});
afterAll(() => door.close());

it('[I7] whoever records results and whoever connects take their locks in one order', async () => {
  await door.begin();
  const lead = await door.createLead({ name: 'John', email: 'john@example.com' });
  await door.sync(lead, { wait: false });
  await reached.promise;

  const [locked, proceed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  // As connecting does: the integration first, then what the reaction to it changes.
  const connecting = inTransaction(door.system(), async ({ em }) => {
    await em.execute("select id from integrations where provider = 'HUBSPOT' for update");
    locked.resolve();
    await proceed.promise;
    await em.execute('update sync_states set due_at = due_at');
  });
  await locked.promise;
  go.resolve();
  const waiting = "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  const database = door.app.app.parts.base.parts.database.orm.em;
  await until('the results wait for the connection', async () => (await database.fork().execute<{ count: number }[]>(waiting))[0]?.count);
  proceed.resolve();
  await connecting;
  await until('the result is recorded', async () => (await door.attempts(lead))[0]?.status === 'SUCCEEDED');
  expect(calls).toBe(1);
});
