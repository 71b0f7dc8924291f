import type { TeamContext } from '../../src/shared/context.ts';
import { addNotes, probe } from '../realtime/notes.ts';
import { startDoors, tokenFor, type Doors } from '../realtime/start-doors.ts';
import { until } from '../support/until.ts';
import { CLOSE, encodeFrame } from './encode-frame.ts';
import { complete, follow, following, init, keepSockets, named, ping, run, say } from './messages.ts';
import type { Message, WireSocket } from './wire-socket.ts';

// What the protocol text asks of a server for operations, as tables over frames as they are.
// test/realtime/operations.test.ts proves the common cases; they are not repeated.

let doors: Doors;
let ctx: TeamContext;
let token: string;
const sockets = keepSockets();

beforeAll(async () => { doors = await startDoors({ limits: { messagesPerSecond: 100_000 } }); });
afterAll(() => doors.stop());
beforeEach(async () => {
  ctx = await doors.team();
  token = tokenFor(ctx.actor.teamId);
});
afterEach(sockets.cut);

describe('an operation id', () => {
  const strange = ['__proto__', 'constructor', 'hasOwnProperty', 'toString', '0', ' ', '"', '\\', '\n', '\u2028', '\ud83d', '😀', 'ключ', 'x'.repeat(100), '</script>', '{"id":"1"}', '%s', 'ack"}'];
  it.each(strange)('[B1] may be %j, for events as for a query, and comes back as it was', async (id) => {
    const socket = await sockets.greeted(doors.wsUrl, token);
    say(socket, complete(id), follow(id));
    await socket.next('next');
    await addNotes(ctx, { text: 'a' }, { text: 'b' });
    expect([(await socket.next('next')).id, (await socket.next('next')).id]).toEqual([id, id]);
    say(socket, complete(id), run(id, '{ hello }'));
    expect([(await socket.next('next')).id, (await socket.next('complete')).id]).toEqual([id, id]);
    expect(await socket.rest()).toEqual([]);
  });

  it('[B1] is one of its socket only', async () => {
    const [one, two] = [await sockets.greeted(doors.wsUrl, token), await sockets.greeted(doors.wsUrl, token)];
    for (const socket of [one, two]) {
      say(socket, follow('1'));
      await socket.next('next');
    }
    say(one, complete('1'), complete('2'));
    await one.rest();
    await addNotes(ctx, { text: 'for one of them' });
    expect((await two.next('next')).payload).toMatchObject({ data: { noteAdded: { text: 'for one of them' } } });
    expect(await one.rest()).toEqual([]);
  });

  it.each([['a query', '{ hello }'], ['a mutation', 'mutation { addNote(text: "twice") }'], ['a subscription', following], ['what cannot be parsed', '{ hello']])('[B1] in use closes 4409 for %s, whatever uses it', async (_name, query) => {
    for (const running of ['{ held }', following]) {
      const socket = await sockets.greeted(doors.wsUrl, token);
      probe.release = undefined;
      say(socket, follow('1', running));
      await until('it runs', () => (running === following ? socket.messages.length > 0 : probe.release));
      say(socket, run('1', query));
      expect(await socket.untilClosed()).toEqual({ code: 4409, reason: 'Subscriber for 1 already exists' });
    }
  });

  const long = [...['ß', '😀', 'ключ'].flatMap((glyph) => [0, 1, 2, 3].map((letters) => 'abc'.slice(0, letters) + glyph.repeat(60))), 'x'.repeat(5_000), '\ud83d'.repeat(100)];
  it.each(long)('[B1] as long as %s leaves the reason of 4409 within 123 bytes, in whole characters', async (id) => {
    const socket = await sockets.greeted(doors.wsUrl, token);
    say(socket, follow(id), follow(id));
    const { code, reason } = await socket.untilClosed();
    // No client makes such ids, so they may also be refused as such.
    expect([4409, 4400]).toContain(code);
    expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
    if (code === 4409) expect(`Subscriber for ${id.toWellFormed()} already exists`.startsWith(reason)).toBe(true);
  });
});

it('[B1] an operation id of 256 characters is taken, and a longer one closes 4400', async () => {
  const socket = await sockets.greeted(doors.wsUrl, token);
  say(socket, run('x'.repeat(256), '{ hello }'));
  expect(named([await socket.next('next'), await socket.next('complete')])).toEqual([`next ${'x'.repeat(256)}`, `complete ${'x'.repeat(256)}`]);
  say(socket, run('x'.repeat(257), '{ hello }'));
  expect((await socket.untilClosed()).code).toBe(4400);
});

describe('the answers to an operation', () => {
  it.each<[string, unknown[], string[]]>([
    ['a query', [run('1', '{ hello }')], ['next 1', 'complete 1']],
    ['a mutation', [run('1', 'mutation { addNote(text: "a") }')], ['next 1', 'complete 1']],
    ['one of several operations', [run('1', 'query A { hello } query B { hello }', { operationName: 'B' })], ['next 1', 'complete 1']],
    ['with more than it needs', [{ ...run('1', '{ hello }', { more: true }), extra: {} }], ['next 1', 'complete 1']],
    ['a query whose every field fails', [run('1', '{ fail(code: "CONFLICT") }')], ['next 1', 'complete 1']],
    ['a query that is null where none may be', [run('1', '{ nothing }')], ['next 1', 'complete 1']],
    ['what cannot be parsed', [run('1', '{')], ['error 1']],
    ['an empty document', [run('1', '')], ['error 1']],
    ['a document of fragments alone', [run('1', 'fragment A on Query { hello }')], ['error 1']],
    ['a subscription that may not begin', [follow('1', 'subscription { forbidden { text } }')], ['error 1']],
    ['two root fields', [follow('1', 'subscription { a: noteAdded { text } b: noteAdded { text } }')], ['error 1']],
    ['two root fields in a fragment', [follow('1', 'subscription { ...F } fragment F on Subscription { noteAdded { text } noteMoved { text } }')], ['error 1']],
    ['one root field that is written twice', [follow('1', 'subscription { noteAdded { text } noteAdded { board } }')], ['next 1']],
    ['one root field in a fragment', [follow('1', 'subscription { ...F } fragment F on Subscription { noteAdded { text } }')], ['next 1']],
    ['a source that ends before it began', [follow('1', following, { extensions: { after: 'garbage' } })], ['error 1']],
    ['a query and an unknown id', [complete('2'), run('1', '{ hello }'), complete('3')], ['next 1', 'complete 1']],
  ])('[B1] %s are these, and no more', async (_name, messages, expected) => {
    const socket = await sockets.greeted(doors.wsUrl, token);
    say(socket, ...messages);
    const answers: Message[] = [];
    await until('they are there', async () => answers.push(...(await socket.rest())) >= expected.length);
    expect(named(answers)).toEqual(expected);
    for (const { type, payload } of answers) if (type === 'error') expect(payload).toEqual([expect.objectContaining({ message: expect.any(String) as string })]);
    expect(await socket.rest()).toEqual([]);
  });

  it('[B1] completes of both sides that cross leave nothing behind', async () => {
    const socket = await sockets.greeted(doors.wsUrl, token);
    for (let round = 0; round < 50; round += 1) say(socket, run('1', '{ hello }'), complete('1'), follow('2'), complete('2'), complete('2'));
    const answers: Message[] = [];
    await until('all is quiet', async () => {
      const more = await socket.rest();
      answers.push(...more);
      return more.length === 0 && doors.realtime.subscriptions() === 0;
    });
    say(socket, follow('1'), run('2', '{ hello }'));
    await until('both are answered', async () => answers.push(...(await socket.rest())) > 0 && answers.some(({ id, type }) => id === '2' && type === 'complete'));
    expect(answers.some(({ type }) => type === 'error')).toBe(false);
  });
});

describe('a socket that ends while its sources are being opened', () => {
  const ids = Array.from({ length: 20 }, (_, n) => String(n));
  it.each<[string, (socket: WireSocket) => void]>([
    ['by a reset', ({ tcp }) => { tcp.resetAndDestroy(); }],
    ['by the end of its connection', ({ tcp }) => { tcp.end(); }],
    ['by a close frame without a code', (socket) => { socket.write(encodeFrame('', { opcode: CLOSE })); }],
    ['by a complete for each', (socket) => { say(socket, ...ids.map(complete)); }],
    ['by a message that none may send', (socket) => { say(socket, '[]'); }],
    ['by a frame that none may send', (socket) => { socket.write(encodeFrame('', { opcode: 3 })); }],
  ])('[B1] %s has them returned', async (_how, leave) => {
    const socket = await sockets.greeted(doors.wsUrl, token);
    say(socket, ...ids.map((id) => follow(id, `subscription S${id} { noteAdded { text } }`)));
    leave(socket);
    const looking = await sockets.greeted(doors.wsUrl, token);
    await looking.rest();
    await until('all sources are returned', () => doors.realtime.subscriptions() === 0 && doors.realtime.groups() === 0);
  });
});

describe('a socket that the server has closed, and whose client does not mind', () => {
  it.each<[string, number, (socket: WireSocket) => void]>([
    ['a token that has ended', 4403, () => undefined],
    ['a message that none may send', 4400, (socket) => { say(socket, '{}'); }],
    ['a second connection_init', 4429, (socket) => { say(socket, init({})); }],
    ['an id in use', 4409, (socket) => { say(socket, follow('1')); }],
    ['bytes that are no text', 1007, (socket) => { socket.write(encodeFrame(Buffer.from([0xff]))); }],
  ])('[B1] [B17] over %s: nothing more of it is run, and its sources are returned', async (_what, code, provoke) => {
    const brief = tokenFor(ctx.actor.teamId, code === 4403 ? { expiresAt: new Date(Date.now() + 400) } : {});
    const socket = await sockets.greeted(doors.wsUrl, brief);
    say(socket, follow('1'));
    await socket.next('next');
    provoke(socket);
    await socket.until(() => false);
    expect(socket.closed?.code).toBe(code);
    socket.messages.length = 0;
    say(socket, run('m', 'mutation { addNote(text: "too late") }'), follow('2'), ping());
    await until('its sources are returned', () => doors.realtime.subscriptions() === 0);
    await addNotes(ctx, { text: 'first' });
    const looking = await sockets.greeted(doors.wsUrl, token);
    say(looking, run('q', '{ head }'));
    expect((await looking.next('next')).payload).toEqual({ data: { head: 1 } });
    expect(socket.messages).toEqual([]);
  });
});
