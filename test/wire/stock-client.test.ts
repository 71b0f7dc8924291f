import { CloseCode, createClient, type Client, type ClientOptions, type FormattedExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { TeamContext } from '../../src/shared/context.ts';
import { addNotes, probe } from '../realtime/notes.ts';
import { startDoors, tokenFor, type Doors } from '../realtime/start-doors.ts';
import { until } from '../support/until.ts';

// What the client of graphql-ws, as it is published, sees of the rules; test/realtime/clients.test.ts has the usual paths.

const following = { query: 'subscription { noteAdded { text } }', extensions: { resume: true } };

let doors: Doors;
let ctx: TeamContext;
let clients: Client[];
beforeAll(async () => { doors = await startDoors({ limits: { initTimeoutMs: 300, messagesPerSecond: 100_000 } }); });
afterAll(() => doors.stop());
beforeEach(async () => {
  clients = [];
  ctx = await doors.team();
});
afterEach(async () => { for (const client of clients) await client.dispose(); });

interface Seen {
  readonly client: Client;
  readonly closes: number[];
  readonly greetings: unknown[];
  readonly pongs: unknown[];
}

/** A client that retries at once, and all that it tells of itself. */
const stock = (options: Partial<ClientOptions> = {}, { wsUrl } = doors): Seen => {
  const seen = { closes: [] as number[], greetings: [] as unknown[], pongs: [] as unknown[] };
  const client = createClient({
    url: wsUrl, webSocketImpl: WebSocket, connectionParams: { token: tokenFor(ctx.actor.teamId) }, retryWait: () => Promise.resolve(), ...options,
    on: {
      closed: (event) => seen.closes.push((event as { code: number }).code),
      connected: (_socket, payload) => seen.greetings.push(payload),
      pong: (received, payload) => { if (received) seen.pongs.push(payload); },
    },
  });
  clients.push(client);
  return { client, ...seen };
};

type Result = FormattedExecutionResult<Record<string, unknown>, { cursor?: string }>;

interface Followed {
  readonly results: Result[];
  readonly end: () => unknown;
  readonly stop: () => void;
}

/** Everything that one operation's sink gets. */
const collect = (client: Client, payload: { query: string; variables?: Record<string, unknown>; extensions?: Record<string, unknown> }): Followed => {
  const results: Result[] = [];
  let end: unknown;
  const stop = client.subscribe<Record<string, unknown>, { cursor?: string }>(payload, { next: (result) => results.push(result), error: (error) => { end = error; }, complete: () => { end ??= 'complete'; } });
  return { results, end: () => end, stop };
};
const ended = async (followed: Followed) => until('it has ended', () => followed.end());
const raw = (send: (socket: WebSocket) => void): Partial<ClientOptions> => ({
  webSocketImpl: class extends WebSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol);
      this.once('open', () => { send(this); });
    }
  },
});

describe('the stock client', () => {
  it('[B1] runs queries and mutations beside a subscription over one socket, each with its end', async () => {
    const { client, greetings } = stock();
    const stream = collect(client, following);
    await until('it is confirmed', () => stream.results.length === 1);
    const query = collect(client, { query: '{ hello fail(code: "CONFLICT") }' });
    const mutation = collect(client, { query: 'mutation { addNote(text: "beside") }' });
    expect([await ended(query), await ended(mutation)]).toEqual(['complete', 'complete']);
    expect(query.results).toEqual([{ data: { hello: 'Hello you', fail: null }, errors: [expect.objectContaining({ path: ['fail'] })] }]);
    await until('the event is there', () => stream.results.length === 2);
    stream.stop();
    await until('its source is returned', () => doors.realtime.subscriptions() === 0);
    expect([greetings.length, stream.end()]).toEqual([1, 'complete']);
  });

  it.each([
    ['what cannot be parsed', '{', 'GRAPHQL_PARSE_FAILED'], ['what is not valid', '{ nothingLikeIt }', 'GRAPHQL_VALIDATION_FAILED'], ['what may not begin', 'subscription { forbidden { text } }', 'FORBIDDEN'],
    ['two root fields', 'subscription { noteAdded { text } noteMoved { text } }', 'GRAPHQL_VALIDATION_FAILED'], ['a cursor that is none', 'subscription { noteAdded(after: "?") { text } }', 'BAD_USER_INPUT'],
  ])('[B1] [B14] gets an array of errors for %s, and its other operations go on', async (_what, query, code) => {
    const { client, closes } = stock();
    const stream = collect(client, following);
    const refused = collect(client, { query });
    expect(await ended(refused)).toEqual([expect.objectContaining({ extensions: expect.objectContaining({ code }) as object })]);
    expect(refused.results).toEqual([]);
    await until('it is confirmed', () => stream.results.length === 1);
    await addNotes(ctx, { text: 'on' });
    await until('the event is there', () => stream.results.length === 2);
    expect([stream.end(), closes]).toEqual([undefined, []]);
  });

  it('[B1] [B7] has each of its pings answered', async () => {
    const { pongs, closes } = stock({ keepAlive: 10, lazy: false });
    await until('five were answered', () => pongs.length >= 5);
    expect([pongs.slice(0, 5), closes]).toEqual([Array.from({ length: 5 }, () => undefined), []]);
  });

  it('[B1] that changes its mind before the ack leaves nothing behind', async () => {
    const { client } = stock();
    for (let round = 0; round < 20; round += 1) collect(client, following).stop();
    const query = collect(client, { query: '{ hello }' });
    await ended(query);
    await until('no source is left', () => doors.realtime.subscriptions() === 0 && doors.realtime.groups() === 0);
    expect(query.results).toEqual([{ data: { hello: 'Hello you' } }]);
  });

  it('[B1] that stops a query hears nothing of its result, and takes the same socket on', async () => {
    const { client, greetings } = stock();
    const other = collect(client, following);
    const held = collect(client, { query: '{ held }' });
    const release = await until('it runs', () => probe.release);
    held.stop();
    release();
    await ended(collect(client, { query: '{ hello }' }));
    expect([held.results, held.end(), other.end(), greetings.length]).toEqual([[], 'complete', undefined, 1]);
  });
});

describe('a code that the stock client is closed with', () => {
  it.each<[number, string, Partial<ClientOptions>]>([
    [CloseCode.BadRequest, 'a message that none may send', raw((socket) => { socket.send('{}'); })],
    [CloseCode.Unauthorized, 'an operation before the ack', raw((socket) => { socket.send('{"id":"1","type":"subscribe","payload":{"query":"{ hello }"}}'); })],
    [CloseCode.TooManyInitialisationRequests, 'a second connection_init', raw((socket) => { socket.send('{"type":"connection_init"}'); })],
    [CloseCode.SubscriberAlreadyExists, 'an id in use', { generateID: () => 'always the same' }],
    [1007, 'bytes that are no text', raw((socket) => { socket.send(Buffer.from([0xff]), { binary: false }); })],
    [1009, 'a message above the limit', raw((socket) => { socket.send('x'.repeat(1_048_577)); })],
  ])('[B1] %d over %s is fatal to every operation, and not tried again', async (code, _what, options) => {
    const { client, closes } = stock({ ...options, shouldRetry: () => true });
    const both = [collect(client, following), collect(client, { query: '{ held }' })];
    for (const operation of both) expect(await ended(operation)).toMatchObject({ code });
    expect(closes).toEqual([code]);
  });

  it('[B1] 4408 is tried again: who was slow once comes in the next time', async () => {
    let tries = 0;
    const { client, closes } = stock({ connectionParams: async () => {
      tries += 1;
      if (tries === 1) await until('the server is tired of waiting', () => closes.length > 0);
      return { token: tokenFor(ctx.actor.teamId) };
    } });
    expect(await ended(collect(client, { query: '{ hello }' }))).toBe('complete');
    expect(closes[0]).toBe(4408);
  });

  it('[B1] [B18] 4403 over a token that has ended is tried again, and the stream goes on where it was', async () => {
    const tokens = [tokenFor(ctx.actor.teamId, { expiresAt: new Date(Date.now() + 400) }), tokenFor(ctx.actor.teamId)];
    const { client, closes } = stock({ connectionParams: () => ({ token: tokens.length > 1 ? tokens.shift() : tokens[0] }) });
    const payload = { query: following.query, extensions: { resume: true } as Record<string, unknown> };
    const stream = collect(client, payload);
    const cursor = await until('it is confirmed', () => stream.results[0]?.extensions?.cursor);
    payload.extensions['after'] = cursor;
    await until('the token has ended', () => closes.length === 1);
    await addNotes(ctx, { text: 'meanwhile' });
    await until('the event is there', () => stream.results.some(({ data }) => data));
    expect([closes, stream.end()]).toEqual([[4403], undefined]);
  });

  it('[B1] [B25] 1012 is tried again, so that a restart ends no stream', async () => {
    const [first, second] = [await startDoors(), await startDoors()];
    let { wsUrl } = first;
    const { client, closes, greetings } = stock({ url: () => wsUrl, connectionParams: async () => ({ token: tokenFor((await second.team()).actor.teamId) }) });
    const stream = collect(client, following);
    await until('it is confirmed', () => stream.results.length === 1);
    ({ wsUrl } = second);
    await first.stop();
    await until('it is confirmed elsewhere', () => stream.results.length === 2);
    expect([closes, greetings.length, stream.end()]).toEqual([[1012], 2, undefined]);
    await client.dispose();
    await second.stop();
  });
});
