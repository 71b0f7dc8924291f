import { until } from '../../support/until.ts';
import { openSyncDoor, type SyncDoor } from './sync-door.ts';

const [reached, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
const batches: string[][] = [];
let door: SyncDoor;
beforeAll(async () => {
  door = await openSyncDoor({
    instead: (hubspot) => ({
      ...hubspot,
      batchSize: 4,
      pushMany: async (_session, _object, rows) => {
        batches.push(rows.map(({ key }) => key));
        reached.resolve();
        await go.promise;
        return rows.map(({ key }) => ({ key, action: 'CREATED', externalId: key }));
      },
    }),
  });
});
afterAll(() => door.close());

it('[I1] [G8] what people asked for has half of the places before what waits already, and no more', async () => {
  await door.begin();
  const create = (name: string, count: number) =>
    Promise.all(Array.from({ length: count }, (_, index) => door.createLead({ name, email: `${name}-${String(index)}@example.com` })));
  const [bulk, asked] = [await create('bulk', 12), await create('asked', 5)];
  await door.wantTogether(...bulk);
  await reached.promise;
  for (const lead of asked) await door.sync(lead, { wait: false });
  go.resolve();
  await until('all have been sent', () => batches.flat().length === 17);
  expect(batches.map((keys) => [keys.length, keys.filter((key) => asked.includes(key)).length])).toEqual([[4, 0], [4, 2], [4, 2], [4, 1], [1, 0]]);

  // What follows a change of such a lead takes its turn like all else.
  await until('all have been recorded', async () => (await door.attempts(asked[0]!))[0]?.status === 'SUCCEEDED');
  await door.autoSync(true);
  await door.updateLead(asked[0]!, { company: 'Acme' });
  const rows = await door.app.app.parts.base.parts.database.orm.em.fork().execute<{ by_hand: boolean }[]>('select by_hand from sync_states where lead_id = ?', [asked[0]]);
  expect(rows).toEqual([{ by_hand: false }]);
});
