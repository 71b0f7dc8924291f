import type { TeamContext } from '../../src/shared/context.ts';
import { explainDelivery } from '../../src/realtime/explain-delivery.ts';
import { until } from '../support/until.ts';
import { addNotes } from './notes.ts';
import { RawClient } from './raw-client.ts';
import { startDoors, tokenFor, type Doors } from './start-doors.ts';

let doors: Doors;
let ctx: TeamContext;
let client: RawClient;
beforeAll(async () => { doors = await startDoors({ limits: { keepAliveMs: 300 } }); });
afterAll(() => doors.stop());
beforeEach(async () => { ctx = await doors.team(); });
afterEach(() => { client.close(); });

const sessionId = 'session_of_user_sam';
const ask = (cursor: string, more = {}) => explainDelivery(ctx, { cursor, sessionId, ...more });

/** Sam of sales follows all notes (`all`), and those of one board (`one`). */
const open = async () => {
  client = await RawClient.greeted(doors.wsUrl, tokenFor(ctx.actor.teamId, { id: 'user_sam', role: 'SALES' }));
  for (const [id, query] of [['all', 'subscription { noteAdded { text } }'], ['one', 'subscription { noteAdded(board: "one") { text } }'], ['moved', 'subscription { noteMoved(board: "one") { text } }']] as const) {
    client.subscribe(id, query, { extensions: { resume: true } });
    await client.next(id);
  }
};

describe('why an event did or did not reach an operation', () => {
  it('is told for each of the session: sent and confirmed, filtered by its kind, and by the thing', async () => {
    const before = await addNotes(ctx, { text: 'before' });
    await open();
    const cursor = await addNotes(ctx, { text: 'Hello', board: 'two' });
    await client.next('all');
    await until('a ping is answered', async () => (await ask(cursor))[0]?.outcome === 'CONFIRMED');
    const found = await ask(cursor);
    expect(found.map(({ operationId, field, outcome }) => [operationId, field, outcome])).toEqual([
      ['all', 'noteAdded', 'CONFIRMED'], ['moved', 'noteMoved', 'FILTERED'], ['one', 'noteAdded', 'FILTERED'],
    ]);
    expect(found.map(({ reason }) => reason)).toEqual([
      'The client has answered a ping that was sent behind the event.',
      'noteMoved is about note.moved; this is note.added.',
      'It follows one alone; the event is about two.',
    ]);
    expect(found[0]).toMatchObject({ sessionId, position: 2, isBehind: false, queuedBytes: 0, lastPongAt: expect.any(Date) as Date });
    expect((await ask(before)).map(({ outcome }) => outcome)).toEqual(['BEFORE_START', 'BEFORE_START', 'BEFORE_START']);
    expect(await ask(cursor, { operationId: 'one' })).toHaveLength(1);
    expect(await ask(cursor, { sessionId: 'session_of_nobody' })).toEqual([]);
  });

  it('is told where the policy hides it', async () => {
    await open();
    const cursor = await addNotes(ctx, { text: 'secret', board: 'one', secret: true });
    await until('it has come here', async () => (await ask(cursor))[0]?.outcome === 'HIDDEN');
    expect((await ask(cursor, { operationId: 'all' }))[0]?.reason).toBe('Such events are not for the role SALES.');
  });

  it('is not told to another team', async () => {
    await open();
    const cursor = await addNotes(ctx, { text: 'ours' });
    const other = await doors.team();
    const theirs = await addNotes(other, { text: 'theirs' });
    expect(await explainDelivery(other, { cursor: theirs, sessionId })).toEqual([]);
    expect(await ask(cursor)).toHaveLength(3);
  });
});
