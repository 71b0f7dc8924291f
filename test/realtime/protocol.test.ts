import { once } from 'node:events';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { until } from '../support/until.ts';
import { addNotes, probe } from './notes.ts';
import { RawClient } from './raw-client.ts';
import { startDoors, tokenFor, type Doors } from './start-doors.ts';

let doors: Doors;
let token: string;
let clients: RawClient[];

const open = async (...args: Parameters<typeof RawClient.open> extends [string, ...infer Rest] ? Rest : never) => {
  const client = await RawClient.open(doors.wsUrl, ...args);
  clients.push(client);
  return client;
};
const greeted = async () => {
  const client = await RawClient.greeted(doors.wsUrl, token);
  clients.push(client);
  return client;
};

beforeAll(async () => {
  doors = await startDoors({ limits: { initTimeoutMs: 300 } });
  token = tokenFor((await doors.team()).actor.teamId);
});
afterAll(() => doors.stop());
beforeEach(() => { clients = []; });
afterEach(() => { for (const client of clients) client.close(); });

/** The answer to an upgrade request, whatever it is. */
const rawUpgrade = async (path: string): Promise<string> => {
  const socket = connect(Number(new URL(doors.url).port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`);
  let text = '';
  socket.on('data', (chunk) => { text += chunk.toString(); });
  await once(socket, 'close');
  return text;
};

describe('the handshake', () => {
  it('[B1] chooses graphql-transport-ws among several sub-protocols', async () => {
    const client = await open(['graphql-ws', 'graphql-transport-ws']);
    expect(client.socket.protocol).toBe('graphql-transport-ws');
  });

  it('[B1] closes 4406, naming the setting to change, without the sub-protocol', async () => {
    const client = await open(null);
    expect(await client.closed()).toEqual({ code: 4406, reason: 'Set the sub-protocol to graphql-transport-ws (graphql-ws, GraphQLWsLink), not graphql-ws' });
  });

  it('[B1] never echoes the old sub-protocol, which stock clients then report', async () => {
    const old = new WebSocket(doors.wsUrl, 'graphql-ws');
    const [error] = (await once(old, 'error')) as [Error];
    expect(error.message).toBe('Server sent no subprotocol');
  });

  it('[B1] negotiates no compression', async () => {
    expect((await open()).socket.extensions).toBe('');
  });

  it('refuses an upgrade on another path, in words', async () => {
    const answer = await rawUpgrade('/elsewhere');
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).toContain('WebSockets are served at /graphql.');
  });
});

describe('connection_init', () => {
  it('[B1] is waited for, then the socket is closed with 4408', async () => {
    expect(await (await open()).closed()).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
  });

  it('[A8] is answered with a greeting', async () => {
    const client = await open();
    client.send({ type: 'connection_init', payload: { token } });
    expect((await client.frame('connection_ack')).payload).toEqual({
      sessionId: 'session_of_user_ada', userId: 'user_ada', userRole: 'ADMIN', teamId: token.split('|')[1], expiresAt: null, graceMs: 0, message: 'Connected',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    });
  });

  it.each([
    ['a token', (good: string) => ({ token: good })],
    ['a token with its scheme', (good: string) => ({ token: `Bearer ${good}` })],
    ['authorization', (good: string) => ({ authorization: `Bearer ${good}` })],
    ['authorization without a scheme', (good: string) => ({ authorization: good })],
    ['Authorization', (good: string) => ({ Authorization: `bearer ${good}` })],
  ])('[A1] takes %s', async (_name, payload) => {
    const client = await open();
    client.send({ type: 'connection_init', payload: payload(token) });
    await client.frame('connection_ack');
  });

  it('[A14] takes the header of the upgrade where it brings nothing itself', async () => {
    const client = await open('graphql-transport-ws', { headers: { authorization: `Bearer ${token}` } });
    client.send({ type: 'connection_init', payload: null });
    await client.frame('connection_ack');
  });

  it.each([
    ['no token', undefined, 'Authentication token required'],
    ['an empty token', { token: '' }, 'Authentication token required'],
    ['a token that is not text', { token: 7 }, 'Authentication token required'],
    ['a bad token', { token: 'bad' }, 'Invalid authentication token'],
  ])('[A10] [B1] with %s closes 4403', async (_name, payload, reason) => {
    const client = await open();
    client.send({ type: 'connection_init', payload });
    expect(await client.closed()).toEqual({ code: 4403, reason });
  });

  it('closes with a code that clients retry while tokens cannot be checked', async () => {
    const client = await open();
    client.send({ type: 'connection_init', payload: { token: 'down' } });
    expect(await client.closed()).toEqual({ code: 1013, reason: 'Try again later' });
  });

  it('[B1] a second time closes 4429, also before the ack', async () => {
    const early = await open();
    early.sendAtOnce({ type: 'connection_init', payload: { token } }, { type: 'connection_init', payload: { token } });
    expect(await early.closed()).toEqual({ code: 4429, reason: 'Too many initialisation requests' });
    const late = await greeted();
    late.send({ type: 'connection_init', payload: { token } });
    expect((await late.closed()).code).toBe(4429);
  });

  it('[A1] [B18] holds until the token ends, then the socket is closed with 4403', async () => {
    const client = await open();
    client.send({ type: 'connection_init', payload: { token: tokenFor('team_x', { expiresAt: new Date(Date.now() + 100) }) } });
    await client.frame('connection_ack');
    expect(await client.closed()).toEqual({ code: 4403, reason: 'Token expired' });
  });
});

describe('messages', () => {
  it('[B1] before the ack: subscribe closes 4401', async () => {
    const client = await open();
    client.subscribe('1', '{ hello }');
    expect(await client.closed()).toEqual({ code: 4401, reason: 'Unauthorized' });
    const hasty = await open();
    hasty.sendAtOnce({ type: 'connection_init', payload: { token } }, { id: '1', type: 'subscribe', payload: { query: '{ hello }' } });
    expect((await hasty.closed()).code).toBe(4401);
  });

  it.each([
    ['no JSON', 'hello'],
    ['no object', '[]'],
    ['no type', '{}'],
    ['an unknown type', '{"type":"start"}'],
    ['a type that only servers send', '{"type":"connection_ack"}'],
    ['no id', '{"type":"subscribe","payload":{"query":"{ hello }"}}'],
    ['an empty id', '{"id":"","type":"subscribe","payload":{"query":"{ hello }"}}'],
    ['no query', '{"id":"1","type":"subscribe","payload":{}}'],
    ['variables that are no object', '{"id":"1","type":"subscribe","payload":{"query":"{ hello }","variables":[]}}'],
  ])('[B1] with %s close 4400', async (_name, text) => {
    const client = await greeted();
    client.socket.send(text);
    expect(await client.closed()).toEqual({ code: 4400, reason: 'Invalid message received' });
  });

  it('[B1] ping is answered at once with its payload, also before the ack, and a pong may come unasked', async () => {
    const client = await open();
    client.send({ type: 'pong' }, { type: 'pong', payload: { unasked: true } }, { type: 'ping' });
    expect(await client.frame('pong')).toEqual({ type: 'pong' });
    client.send({ type: 'ping', payload: { n: 1 } });
    expect(await client.frame('pong')).toEqual({ type: 'pong', payload: { n: 1 } });
  });

  it('[B12] of 1 MB pass, and one byte more closes 1009', async () => {
    const client = await greeted();
    const frame = (bytes: number) => {
      const empty = JSON.stringify({ type: 'ping', payload: { fill: '' } });
      return empty.replace('""', `"${'x'.repeat(bytes - empty.length)}"`);
    };
    client.socket.send(frame(1_048_576));
    await client.frame('pong');
    client.socket.send(frame(1_048_577));
    expect((await client.closed()).code).toBe(1009);
  });
});

describe('a peer that has gone away', () => {
  it('[B7] is dropped when it misses a ping, and one that answers stays', async () => {
    const impatient = await startDoors({ limits: { keepAliveMs: 60 } });
    try {
      const alive = await RawClient.open(impatient.wsUrl);
      const frozen = await RawClient.open(impatient.wsUrl);
      frozen.socket.pause();
      await until('the silent one is dropped', () => impatient.realtime.sockets() === 1);
      alive.send({ type: 'ping' });
      await alive.frame('pong');
      alive.close();
    } finally {
      await impatient.stop();
    }
  });

  it('[B1] ends what it was subscribed to', async () => {
    const ctx = await doors.team();
    const client = await RawClient.greeted(doors.wsUrl, tokenFor(ctx.actor.teamId));
    client.subscribe('1', 'subscription { noteAdded { text } }', { extensions: { resume: true } });
    await client.next('1');
    expect(doors.realtime.groups()).toBe(1);
    client.close();
    await until('its group is gone', () => doors.realtime.groups() === 0);
    await addNotes(ctx, { text: 'to nobody' });
  });

  it('[B25] every socket is closed with 1012, which clients retry, when the server stops', async () => {
    const stopping = await startDoors();
    const client = await RawClient.greeted(stopping.wsUrl, token);
    client.subscribe('1', '{ held }');
    await until('the query runs', () => probe.release);
    const stopped = stopping.stop();
    expect(await client.closed()).toEqual({ code: 1012, reason: 'Service restart' });
    await stopped;
  });
});
