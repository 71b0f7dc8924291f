import { heapInUse } from '../attack/heap.ts';
import { startApp, type Json, type Session, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';
import { encodeFrame, encodeMessage } from './encode-frame.ts';
import { follow, keepSockets, ping, say } from './messages.ts';
import type { WireSocket } from './wire-socket.ts';

/** What one operation is owed for one event: 40 KB. */
const customFields = Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, 'x'.repeat(9_990)]));
const OPERATIONS = 100;
const EVENTS = 20;
/** All that is owed is 80 MB, of which the systems of both sides take a few. */
const GROWTH_MAX = 40 * 1024 * 1024;
/** Looks at which nothing may have moved before a flow counts as held up. */
const STILL = 25;
/** Memory that is freed is not given back at once. */
const SETTLE_MS = 5_000;
/** Messages that a client sends without reading an answer. */
const SENT = 80;

const followLeads = 'subscription ($after: Cursor) { leadUpdated(after: $after) { cursor lead { customFields } } }';

let app: TestApp;
let owner: Session;
const sockets = keepSockets();

const start = async (env: Record<string, string>) => {
  app = await startApp({ env: { WS_MAX_MESSAGES_PER_SECOND: '100000', COST_PER_MINUTE: '100000000', WS_MAX_QUEUED_BYTES: '65536', ...env } });
  owner = await app.signUp();
};
const stop = async () => {
  sockets.cut();
  await app.stop();
};
const greeted = () => sockets.greeted(`${app.url.replace('http', 'ws')}/graphql`, owner.token);
const used = () => heapInUse() + process.memoryUsage().external;

/** Makes leads until all are in the log; returns their cursors. */
const publish = async (): Promise<string[]> => {
  const cursors: string[] = [];
  for (let n = 0; n < EVENTS; n += 1) {
    const { createLead } = await app.ask('mutation ($fields: JSONObject) { createLead(input: { name: "Ada", customFields: $fields }) { cursor } }', { fields: customFields }, owner.token);
    cursors.push(createLead.cursor as string);
  }
  return cursors;
};

/** So much in each message that one sees when no more of them are taken. */
const fill = 'x'.repeat(1_000_000);

const ids = Array.from({ length: OPERATIONS }, (_, n) => String(n));

/** A socket with many operations, no two of which share their results, and which has stopped to read. */
const stalled = async (): Promise<WireSocket> => {
  const socket = await greeted();
  say(socket, ...ids.map((id) => follow(id, followLeads.replace('lead {', `lead${id}: lead {`))));
  await socket.until(() => socket.messages.length >= OPERATIONS);
  socket.messages.length = 0;
  socket.tcp.pause();
  return socket;
};

/** The cursors that each operation has got, in order. */
const cursorsOf = ({ messages }: WireSocket): Map<string, string[]> => {
  const found = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { id = '', type, payload } of messages) if (type === 'next' && (payload as Json).data) found.get(id)?.push((payload as Json).data.leadUpdated.cursor as string);
  return found;
};

describe('a client that does not read', () => {
  beforeAll(() => start({}));
  afterAll(stop);

  it('[B16] costs a cursor and no queue, holds up nobody, and gets everything in order, once, when it reads again', async () => {
    const [slow, quick] = [await stalled(), await greeted()];
    say(quick, follow('quick', followLeads));
    await quick.next('next');
    const before = used();
    const expected = await publish();
    for (const cursor of expected) expect((await quick.next('next')).payload).toMatchObject({ data: { leadUpdated: { cursor } } });
    await until('nothing has piled up', () => used() - before < GROWTH_MAX, SETTLE_MS);

    slow.tcp.resume();
    await slow.until(() => slow.messages.length >= OPERATIONS * EVENTS);
    expect(slow.closed).toBeUndefined();
    const got = cursorsOf(slow);
    for (const id of ids) expect(got.get(id)).toEqual(expected);
    expect(slow.messages.splice(0)).toHaveLength(OPERATIONS * EVENTS);
    expect(await slow.rest()).toEqual([]);
  }, 60_000);

  it.each<[string, (n: number) => Buffer]>([
    ['pings', (n) => encodeMessage(ping({ n, fill }))],
    ['queries with long answers', (n) => encodeMessage({ id: String(n), type: 'subscribe', payload: { query: '{ leads(first: 20) { nodes { customFields } } }', extensions: { fill } } })],
    ['pings of WebSocket', () => Buffer.concat(Array.from({ length: 1_500 }, () => encodeFrame('x'.repeat(125), { opcode: 9 })))],
  ])('[B16] and that goes on sending %s is not listened to, so that its answers do not pile up', async (_what, messageOf) => {
    const socket = await greeted();
    socket.tcp.pause();
    const before = used();
    let taken = 0;
    const send = () => {
      if (taken < SENT) socket.tcp.write(messageOf(taken), () => {
        taken += 1;
        send();
      });
    };
    send();
    let looks = 0;
    let last = -1;
    await until('all is taken, or nothing more is', () => {
      looks = taken === last ? looks + 1 : 0;
      last = taken;
      return taken === SENT || looks >= STILL;
    });
    await until('nothing has piled up', () => used() - before < GROWTH_MAX, SETTLE_MS);
  }, 60_000);
});

describe('a client that does not read for too long', () => {
  beforeAll(() => start({ WS_STALL_MS: '300', WS_KEEPALIVE_MS: '1200' }));
  afterAll(stop);

  it('[B16] is closed with 1013, which clients retry, and has lost nothing when it comes back with its last cursor', async () => {
    const slow = await stalled();
    const { streamHead } = await app.ask('{ streamHead }', {}, owner.token);
    const publishing = publish();
    const subscriptions = async () => /^leadwire_subscriptions(?:\{.*\})? (\d+)$/m.exec(await (await fetch(`${app.url}/metrics`)).text())?.[1];
    await until('what it had open is let go of', async () => (await subscriptions()) === '0', 45_000);
    slow.tcp.resume();
    expect(await slow.untilClosed()).toMatchObject({ code: 1013 });
    const expected = await publishing;

    const got = cursorsOf(slow).get('0') ?? [];
    expect(got.length).toBeLessThan(EVENTS);
    const back = await greeted();
    say(back, follow('0', followLeads, { extensions: { resume: true, after: got.at(-1) ?? (streamHead as string) } }));
    await back.until(() => back.messages.length > EVENTS - got.length);
    expect([...got, ...(cursorsOf(back).get('0') ?? [])]).toEqual(expected);
    expect(await back.rest()).toHaveLength(EVENTS - got.length + 1);
  }, 90_000);
});
