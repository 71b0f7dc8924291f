import type { PushRow } from '../../../src/crm/crm-provider.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { DrainConnection } from '../../../src/features/sync/drain-connection.ts';
import { markWanted } from '../../../src/features/sync/mark-wanted.ts';
import type { JobContext } from '../../../src/jobs/define-job.ts';
import { until } from '../../support/until.ts';
import { openSyncDoor, type SyncDoor } from './sync-door.ts';

interface Call {
  rows: string[];
  /** Lets HubSpot answer, with these contacts. */
  answer: (externalId: string) => void;
}

const calls: Call[] = [];
/** Contacts of whom a further call was allowed. */
const further: string[] = [];
let door: SyncDoor;
beforeAll(async () => {
  door = await openSyncDoor({
    // Nothing prolongs a lease by itself while a test is under way.
    env: { SYNC_LEASE_MS: '600000' },
    instead: (hubspot) => ({
      ...hubspot,
      pushMany: async (session, _object, rows: readonly PushRow[]) => {
        const answered = Promise.withResolvers<string>();
        calls.push({ rows: rows.map(({ key }) => key), answer: answered.resolve });
        const externalId = await answered.promise;
        await session.turn();
        further.push(externalId);
        return rows.map(({ key }) => ({ key, action: 'CREATED', externalId }));
      },
    }),
  });
});
afterAll(() => door.close());
beforeEach(async () => {
  calls.length = 0;
  further.length = 0;
  await door.begin();
});

/** One more drain of the connection, as a job is that was given back while its worker lives. */
const drain = () => DrainConnection.run({ ...door.system(), signal: new AbortController().signal } as JobContext, { teamId: door.session().teamId, provider: 'HUBSPOT' });
const sql = (query: string) => door.app.app.parts.base.parts.database.orm.em.fork().execute<Record<string, unknown>[]>(query, [door.session().teamId]);
const jobs = (state: string) => sql(`select 1 from pgboss.job where name = 'sync.drain' and state = '${state}' and data->>'teamId' = ?`);
const lead = () => door.createLead({ name: 'Ann', email: 'ann@example.com' });
const onTheWire = (count: number) => until(`${String(count)} calls are on the wire`, () => calls.length === count);

describe('two drains of one connection at the same time', () => {
  it('[I7] [G8] are one: the second leaves what the first has on the wire, and what waits behind it', async () => {
    const [first, second] = [await lead(), await door.createLead({ name: 'Bob', email: 'bob@example.com' })];
    await door.sync(first, { wait: false });
    await onTheWire(1);
    await door.sync(second, { wait: false });
    await Promise.all([drain(), drain()]);
    expect(calls.map(({ rows }) => rows)).toEqual([[first]]);
    calls[0]?.answer('1');
    await onTheWire(2);
    calls[1]?.answer('2');
    await until('the second has arrived', async () => (await door.attempts(second))[0]?.status === 'SUCCEEDED');
    expect(await door.attempts(first)).toMatchObject([{ status: 'SUCCEEDED', contactId: '1' }]);
    expect(calls.map(({ rows }) => rows)).toEqual([[first], [second]]);
    await until('the connection is free', async () => (await sql('select 1 from sync_drains where team_id = ?')).length === 0);
  });

  it('[I7] whoever stood still for longer than its lease makes no further call, and writes nothing over the work of the other', async () => {
    const [taken, waiting] = [await lead(), await door.createLead({ name: 'Bob', email: 'bob@example.com' })];
    await door.wantTogether(taken, waiting);
    await onTheWire(1);
    await sql("update sync_drains set lapses_at = clock_timestamp() - interval '1 second' where team_id = ?");
    const other = drain();
    await onTheWire(2);
    calls[1]?.answer('2');
    await other;
    calls[0]?.answer('1');
    await until('the first has ended', async () => (await jobs('active')).length === 0);
    expect(await door.attempts(taken)).toMatchObject([{ status: 'SUCCEEDED', contactId: '2', errors: [] }]);
    expect(calls).toHaveLength(2);
    expect(further).toEqual(['2']);
  });

  it('[I7] who takes over from a dead one waits for its lease, and nobody has to order it', async () => {
    const orphan = await lead();
    await inTransaction(door.system(), async (tx) => {
      await markWanted(tx, { leadId: orphan, provider: 'HUBSPOT', duplicatePolicy: 'UPDATE' });
      await tx.em.flush();
      await tx.em.execute("update sync_states set status = 'RUNNING', claim = 'claim_of_the_dead', claimed_wanted = wanted, due_at = now() + interval '2 minutes' where lead_id = ?", [orphan]);
      await tx.em.execute("insert into sync_drains (team_id, provider, claim, lapses_at) values (?, 'HUBSPOT', 'claim_of_the_dead', clock_timestamp() + interval '2 minutes')", [door.session().teamId]);
    });
    await drain();
    await until('the drain that was ordered has left', async () => (await jobs('completed')).length > 0);
    expect(calls).toEqual([]);
    await sql("update sync_drains set lapses_at = clock_timestamp() where team_id = ?");
    await onTheWire(1);
    calls[0]?.answer('1');
    await until('it has arrived', async () => (await door.attempts(orphan))[0]?.status === 'SUCCEEDED');
  });
});
