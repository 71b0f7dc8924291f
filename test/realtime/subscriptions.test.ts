import { inSnapshot } from '../../src/database/in-snapshot.ts';
import { inSystem } from '../../src/database/in-system.ts';
import { readHead } from '../../src/events/event-log.ts';
import type { TeamContext } from '../../src/shared/context.ts';
import { until } from '../support/until.ts';
import { addNotes, moveNote, probe } from './notes.ts';
import { RawClient } from './raw-client.ts';
import { startDoors, tokenFor, type Doors } from './start-doors.ts';

const following = 'subscription ($board: ID, $after: Cursor) { noteAdded(board: $board, after: $after) { text } }';
const resume = { extensions: { resume: true } };

let doors: Doors;
let ctx: TeamContext;
let clients: RawClient[];

beforeAll(async () => { doors = await startDoors(); });
afterAll(() => doors.stop());
beforeEach(async () => {
  clients = [];
  ctx = await doors.team();
});
afterEach(() => { for (const client of clients) client.close(); });

const member = async (facts: Parameters<typeof tokenFor>[1] = {}, of = ctx) => {
  const client = await RawClient.greeted(doors.wsUrl, tokenFor(of.actor.teamId, facts));
  clients.push(client);
  return client;
};
const textsOf = async (client: RawClient, id: string, count: number) => {
  const texts: unknown[] = [];
  while (texts.length < count) texts.push(((await client.next(id)).data?.['noteAdded'] as { text: string }).text);
  return texts;
};
const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => ({ text: String(from + index) }));
const cursorAt = (seq: number) => `${doors.base.parts.streams.epoch}:${String(seq)}`;

describe('a subscription', () => {
  it('[B4] [B20] sends each event with its cursor, and the envelope that all events have', async () => {
    const client = await member();
    client.subscribe('1', 'subscription { noteAdded { __typename id type cursor occurredAt publishedAt text leftFilter actor { kind name } team { id } } }', resume);
    await client.next();
    const cursor = await addNotes(ctx, { text: 'first' });
    const { data, extensions } = await client.next('1');
    expect(extensions).toEqual({ cursor });
    const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;
    expect(data?.['noteAdded']).toEqual({
      __typename: 'NoteEvent', id: expect.stringMatching(/^event_[0-9a-z_]+_1$/) as string, type: 'NOTE_ADDED', cursor, occurredAt: instant, publishedAt: instant,
      text: 'first', leftFilter: false, actor: { kind: 'SYSTEM', name: 'Leadwire' }, team: { id: ctx.actor.teamId },
    });
  });

  it('[B6] that opts in is confirmed at once by a next with nothing but the cursor, before any event', async () => {
    await addNotes(ctx, { text: 'before' });
    const client = await member();
    client.subscribe('1', following, resume);
    expect(await client.next('1')).toEqual({ extensions: { cursor: cursorAt(1) } });
    await addNotes(ctx, { text: 'after' });
    expect(await textsOf(client, '1', 1)).toEqual(['after']);
  });

  it('[B3] sends only what its filter matches, be it by the thing or by the rest', async () => {
    const client = await member();
    client.subscribe('board', following, { ...resume, variables: { board: 'a' } });
    client.subscribe('all', following, resume);
    await client.next();
    await client.next();
    await addNotes(ctx, { text: '1', board: 'b' }, { text: '2', board: 'a' });
    const frames = [await client.frame('next'), await client.frame('next'), await client.frame('next')];
    const textOf = ({ id, payload }: (typeof frames)[number]) => `${id ?? ''} ${(payload as { data: { noteAdded: { text: string } } }).data.noteAdded.text}`;
    expect(frames.map(textOf).sort()).toEqual(['all 1', 'all 2', 'board 2']);
    expect(await client.rest()).toEqual([]);
  });

  it('sends a last event for what leaves its filter, and says so', async () => {
    const client = await member();
    client.subscribe('1', 'subscription { noteMoved(board: "a") { text leftFilter } }', resume);
    await client.next();
    await moveNote(ctx, 'n', 'b', 'c');
    await moveNote(ctx, 'n', 'c', 'a');
    await moveNote(ctx, 'n', 'a', 'b');
    expect((await client.next()).data).toEqual({ noteMoved: { text: 'n', leftFilter: false } });
    expect((await client.next()).data).toEqual({ noteMoved: { text: 'n', leftFilter: true } });
    expect(await client.rest()).toEqual([]);
  });

  it('[A4] never sends an event of another team, nor one that the role may not see', async () => {
    const [admin, sales, foreign] = [await member(), await member({ role: 'SALES' }), await member({}, await doors.team())];
    for (const client of [admin, sales, foreign]) {
      client.subscribe('1', following, resume);
      await client.next();
    }
    await addNotes(ctx, { text: 'secret', secret: true }, { text: 'plain' });
    expect(await textsOf(admin, '1', 2)).toEqual(['secret', 'plain']);
    expect(await textsOf(sales, '1', 1)).toEqual(['plain']);
    expect(await foreign.rest()).toEqual([]);
  });

  it('[B14] goes on after an event of which a field failed', async () => {
    const client = await member();
    client.subscribe('1', 'subscription { noteAdded { text boom } }', resume);
    await client.next();
    await addNotes(ctx, { text: 'a' }, { text: 'b' });
    const { data, errors } = await client.next();
    expect(data).toEqual({ noteAdded: { text: 'a', boom: null } });
    expect(errors).toEqual([expect.objectContaining({ path: ['noteAdded', 'boom'], extensions: expect.objectContaining({ code: 'INTERNAL_SERVER_ERROR' }) as object })]);
    expect((await client.next()).data).toEqual({ noteAdded: { text: 'b', boom: null } });
  });
});

describe('subscriptions that ask for the same', () => {
  it('are executed once per event, however white space, cursors and ids differ', async () => {
    await addNotes(ctx, { text: 'old' });
    const [one, two] = [await member({ id: 'user_one' }), await member({ id: 'user_two' })];
    one.subscribe('1', 'subscription ($a: Cursor) { noteAdded(after: $a) { text } }', { ...resume, variables: { a: cursorAt(1) } });
    two.subscribe('x', 'subscription($a:Cursor){noteAdded(after:$a){text}} # the same', resume);
    two.subscribe('y', 'subscription($a:Cursor){noteAdded(after:$a){text}}', { ...resume, variables: { a: cursorAt(1) } });
    await one.next('1');
    await two.next();
    await two.next();
    expect(doors.realtime.groups()).toBe(1);
    probe.textsResolved = 0;
    await addNotes(ctx, { text: 'shared' });
    expect(await textsOf(one, '1', 1)).toEqual(['shared']);
    const ids = [await two.frame('next'), await two.frame('next')].map(({ id }) => id);
    expect(ids.sort()).toEqual(['x', 'y']);
    expect(probe.textsResolved).toBe(1);
  });

  it('share nothing with another role, and nothing personal with each other', async () => {
    const personal = 'subscription { noteAdded { role viewerId } }';
    const [one, two, sales] = [await member({ id: 'user_one' }), await member({ id: 'user_two' }), await member({ role: 'SALES' })];
    for (const client of [one, two, sales]) {
      client.subscribe('1', personal, resume);
      await client.next();
    }
    expect(doors.realtime.groups()).toBe(2);
    await addNotes(ctx, { text: 'n' });
    for (const [client, role] of [[one, 'ADMIN'], [two, 'ADMIN'], [sales, 'SALES']] as const) {
      const { data, errors } = await client.next();
      expect(data).toEqual({ noteAdded: { role, viewerId: null } });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    }
  });
});

describe('a cursor', () => {
  it('[B9] sends what happened behind it, then goes on without a seam, while others write', async () => {
    await addNotes(ctx, ...numbered(1, 450));
    const client = await member();
    const writing = (async () => { for (const note of numbered(451, 500)) await addNotes(ctx, note); })();
    client.subscribe('1', following, { variables: { after: cursorAt(10) } });
    expect(await textsOf(client, '1', 490)).toEqual(numbered(11, 500).map(({ text }) => text));
    await writing;
    expect(await client.rest()).toEqual([]);
  });

  it('[B9] wherever it lies, and whenever one joins, leaves neither a hole nor a repeat', async () => {
    await addNotes(ctx, ...numbered(1, 50));
    const writing = (async () => { for (const note of numbered(51, 200)) await addNotes(ctx, note); })();
    const joining = Array.from({ length: 15 }, async (_, index) => {
      const from = index * 10;
      const client = await member({ id: `user_${index}` });
      await until('the log is far enough', async () => (await inSnapshot(ctx, readHead)).head >= from);
      client.subscribe('1', following, { variables: { after: cursorAt(from) } });
      expect(await textsOf(client, '1', 200 - from)).toEqual(numbered(from + 1, 200).map(({ text }) => text));
      expect(await client.rest()).toEqual([]);
    });
    await Promise.all([writing, ...joining]);
  });

  it('[B9] in the extensions beats the one in the variables', async () => {
    await addNotes(ctx, ...numbered(1, 5));
    const client = await member();
    client.subscribe('1', following, { variables: { after: cursorAt(0) }, extensions: { after: cursorAt(4), resume: true } });
    expect(await client.next('1')).toEqual({ extensions: { cursor: cursorAt(4) } });
    expect(await textsOf(client, '1', 1)).toEqual(['5']);
  });

  it('[B9] filters what it reads from the log as it filters what is new', async () => {
    await addNotes(ctx, { text: 'secret', board: 'a', secret: true }, { text: 'elsewhere', board: 'b' }, { text: 'mine', board: 'a' });
    const client = await member({ role: 'SALES' });
    client.subscribe('1', following, { variables: { board: 'a', after: cursorAt(0) } });
    expect(await textsOf(client, '1', 1)).toEqual(['mine']);
    expect(await client.rest()).toEqual([]);
  });

  it.each([
    ['text that never was one', { variables: { after: 'garbage' } }, 'BAD_USER_INPUT'],
    ['something else in the extensions', { extensions: { after: 7 } }, 'BAD_USER_INPUT'],
    ['another epoch', { variables: { after: 'other:1' } }, 'CURSOR_EXPIRED'],
    ['a number beyond the head', { extensions: { after: 'EPOCH:99' } }, 'CURSOR_EXPIRED'],
  ])('[B9] [B14] that is %s is refused, and the socket lives on', async (_name, more, code) => {
    await addNotes(ctx, ...numbered(1, 3));
    const client = await member();
    client.subscribe('1', following, JSON.parse(JSON.stringify(more).replace('EPOCH', doors.base.parts.streams.epoch)) as Record<string, unknown>);
    const [error] = await client.error('1');
    expect(error?.extensions).toMatchObject(code === 'CURSOR_EXPIRED' ? { code, head: cursorAt(3) } : { code });
    client.subscribe('1', '{ hello }');
    await client.next('1');
  });

  it('[B9] that is older than what is kept is refused, and the oldest that can be continued is not', async () => {
    await addNotes(ctx, ...numbered(1, 5));
    await inSystem(doors.base, 'retention', async ({ em }) => {
      await em.execute('delete from team_events where team_id = ? and seq <= 3', [ctx.actor.teamId]);
      await em.execute('update team_streams set min_seq = 4 where team_id = ?', [ctx.actor.teamId]);
    });
    const client = await member();
    client.subscribe('old', following, { variables: { after: cursorAt(2) } });
    expect((await client.error('old'))[0]?.extensions).toMatchObject({ code: 'CURSOR_EXPIRED', head: cursorAt(5) });
    client.subscribe('1', following, { variables: { after: cursorAt(3) } });
    expect(await textsOf(client, '1', 2)).toEqual(['4', '5']);
  });

  it('whose events vanish while they are read ends the stream with the code, never with a gap', async () => {
    await addNotes(ctx, ...numbered(1, 5));
    await inSystem(doors.base, 'retention', ({ em }) => em.execute('delete from team_events where team_id = ? and seq = 2', [ctx.actor.teamId]));
    const client = await member();
    client.subscribe('1', following, { variables: { after: cursorAt(1) } });
    expect((await client.error('1'))[0]?.extensions).toMatchObject({ code: 'CURSOR_EXPIRED' });
    await until('the stream is gone', () => doors.realtime.groups() === 0);
    expect(await client.rest()).toEqual([]);
  });
});
