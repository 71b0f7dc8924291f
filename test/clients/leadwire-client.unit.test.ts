import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { leadwireClient, type LeadwireClientOptions } from '../../clients/graphql-ws/leadwire-client.ts';
import { until } from '../support/until.ts';
import type { Json } from '../support/app.ts';
import { scriptedServer, type Visit } from './scripted-server.ts';

const HOUR_MS = 3_600_000;

let clients: Client[] = [];
afterEach(async () => {
  for (const client of clients) await client.dispose();
  clients = [];
});

/** A client with one subscription, and what that subscription was told of. */
const subscribed = (url: string, options: Partial<LeadwireClientOptions> = {}): { faults: unknown[]; attempts: () => number } => {
  const client = leadwireClient({ url, token: () => 'first', webSocketImpl: WebSocket, firstDelayMs: 1, maxDelayMs: 1, ...options });
  clients.push(client);
  const faults: unknown[] = [];
  let attempts = 0;
  client.on('connecting', () => { attempts += 1; });
  client.subscribe({ query: 'subscription { a }' }, { next: () => undefined, error: (error) => faults.push(error), complete: () => faults.push('end') });
  return { faults, attempts: () => attempts };
};

/** A token that is another one each time it is asked for anew. */
const tokens = () => {
  const asked: boolean[] = [];
  let number = 0;
  const token = (fresh: boolean) => {
    asked.push(fresh);
    if (fresh) number += 1;
    return `token ${String(number)}`;
  };
  return { asked, token };
};

const authOf = ({ messages }: Visit): string[] => messages.flatMap(({ type, payload }) => (type === 'ping' && payload !== undefined ? [(payload as Json).auth as string] : []));
const inMs = (delay: number, now = Date.now()): string => new Date(now + delay).toISOString();

describe('a server that falls silent', () => {
  it('[B8] is left for a new connection when nothing has followed a ping', async () => {
    await using server = await scriptedServer();
    const { faults } = subscribed(server.url, { keepAlive: 10, pongTimeoutMs: 20 });
    await until('it is back', () => server.visits.length === 3);
    expect(faults).toEqual([]);
  });

  it('[B8] is not left while its messages come, and its pongs are behind them', async () => {
    await using server = await scriptedServer();
    subscribed(server.url, { keepAlive: 10, pongTimeoutMs: 300 });
    const { messages, say } = await until('it is there', () => server.visits[0]);
    const talk = setInterval(() => { say({ type: 'ping' }); }, 5);
    await until('it has answered for a while', () => messages.filter(({ type }) => type === 'pong').length > 120);
    clearInterval(talk);
    expect(server.visits).toHaveLength(1);
  });

  it('[B8] before it has greeted is left for a new connection', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket.on('error', () => socket.destroy()))).listen(0, '127.0.0.1');
    await once(server, 'listening');
    // The WebSocket of Node itself, as those of browsers.
    try {
      const { attempts, faults } = subscribed(`ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`, { webSocketImpl: undefined, connectTimeoutMs: 20, retryAttempts: 2 });
      await until('it gives up', () => faults.length > 0);
      expect([attempts(), faults]).toEqual([3, [expect.objectContaining({ code: 4499 })]]);
    } finally {
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  });
});

describe('the token of a socket', () => {
  it('[B18] is renewed inside the socket ahead of its end, again and again', async () => {
    const greeting = () => ({ expiresAt: inMs(100), timestamp: inMs(0) });
    await using server = await scriptedServer(greeting, ({ say }, { type, payload }) => {
      if (type === 'ping' && payload) say({ type: 'pong', payload: { auth: { expiresAt: inMs(100) } } });
    });
    const { asked, token } = tokens();
    const { faults } = subscribed(server.url, { token, names: { clientName: 'web' } });
    const visit = await until('it is renewed three times', () => server.visits.find((some) => authOf(some).length === 3));
    expect([visit.init, authOf(visit)]).toEqual([{ clientName: 'web', token: 'token 0' }, ['token 1', 'token 2', 'token 3']]);
    expect([asked.slice(0, 4), server.visits.length, faults]).toEqual([[false, true, true, true], 1, []]);
  });

  it('[B18] is renewed by the clock of the server', async () => {
    const future = () => Date.now() + HOUR_MS;
    await using server = await scriptedServer(() => ({ expiresAt: inMs(100, future()), timestamp: inMs(0, future()) }));
    subscribed(server.url, { token: tokens().token });
    const visit = await until('it is there', () => server.visits[0]);
    await until('it is renewed', () => authOf(visit).length > 0);
  });

  it('[B18] is renewed when the server reminds', async () => {
    await using server = await scriptedServer(() => ({ expiresAt: inMs(HOUR_MS), timestamp: inMs(0) }));
    subscribed(server.url, { token: tokens().token });
    const visit = await until('it is there', () => server.visits[0]);
    visit.say({ type: 'ping', payload: { auth: { expiresAt: inMs(1_000) } } });
    await until('it is renewed', () => authOf(visit).length > 0);
    expect(authOf(visit)).toEqual(['token 1']);
  });

  it('[B18] is not asked for faster and faster when there is no newer one', async () => {
    const expiresAt = inMs(100);
    await using server = await scriptedServer(() => ({ expiresAt, timestamp: inMs(0) }), ({ say }, { type, payload }) => {
      if (type === 'ping') say({ type: 'pong', payload: payload ? { auth: { expiresAt } } : undefined });
    });
    const { asked, token } = tokens();
    subscribed(server.url, { token, keepAlive: 10 });
    const visit = await until('it is there', () => server.visits[0]);
    await until('it would have asked again', () => authOf(visit).length > 0 && visit.messages.length > 30);
    expect(asked).toEqual([false, true]);
  });

  it('[B18] is another one in the next connection when the server closes with 4403, and the subscription lives', async () => {
    await using server = await scriptedServer();
    const { token } = tokens();
    const { faults } = subscribed(server.url, { token });
    (await until('it is there', () => server.visits[0])).socket.close(4403, 'Token expired');
    await until('it is back', () => server.visits.length === 2);
    server.visits[1]?.socket.close(1012, 'Service restart');
    await until('it is back again', () => server.visits.length === 3);
    expect([server.visits.map(({ init }) => init.token as string), faults]).toEqual([['token 0', 'token 1', 'token 1'], []]);
  });

  it('[B18] that cannot be had is told, and the subscription lives until it can', async () => {
    await using server = await scriptedServer();
    let isOffline = true;
    const told: unknown[] = [];
    const token = () => {
      if (isOffline) throw new Error('offline');
      return 'at last';
    };
    const { faults } = subscribed(server.url, { token, onTokenError: (error) => told.push(error), names: { clientName: 'web' } });
    const visit = await until('it is there', () => server.visits[0]);
    expect([visit.init, told]).toEqual([{ clientName: 'web' }, [expect.objectContaining({ message: 'offline' })]]);
    isOffline = false;
    visit.socket.close(4403, 'Sign in, or send a token');
    await until('it is back', () => server.visits.length === 2);
    expect([server.visits[1]?.init.token, faults]).toEqual(['at last', []]);
  });

  it('[B18] is asked for once by sockets and renewals that want it together', async () => {
    await using server = await scriptedServer();
    const answers: ((token: string) => void)[] = [];
    subscribed(server.url, { token: (fresh) => (fresh ? new Promise((resolve) => answers.push(resolve)) : 'first') });
    const visit = await until('it is there', () => server.visits[0]);
    visit.say({ type: 'ping', payload: { auth: { expiresAt: inMs(1_000) } } });
    await until('it is asked for', () => answers.length === 1);
    visit.socket.close(4403, 'Token expired');
    await until('it is back, and waits for the same answer', () => answers.length === 1 && visit.socket.readyState === visit.socket.CLOSED);
    answers[0]?.('second');
    await until('it is greeted', () => server.visits.length === 2);
    expect([server.visits[1]?.init.token, answers.length]).toEqual(['second', 1]);
  });
});
