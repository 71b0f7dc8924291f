import type { Authenticate } from '../../src/graphql/authenticate.ts';
import { startDoors, tokenFor, type Doors } from '../realtime/start-doors.ts';
import { until } from '../support/until.ts';
import { closedWith, complete, follow, init, keepSockets, named, ping, run, say } from './messages.ts';
import type { WireSocket } from './wire-socket.ts';

// What the protocol text asks of a server before and beside operations, as tables over frames as they are.
// test/realtime/protocol.test.ts proves the common cases; they are not repeated.

let doors: Doors;
let token: string;
const sockets = keepSockets();

beforeAll(async () => { doors = await startDoors({ limits: { messagesPerSecond: 100_000 } }); });
afterAll(() => doors.stop());
beforeAll(async () => { token = tokenFor((await doors.team()).actor.teamId); });
afterEach(sockets.cut);

describe('the sub-protocol', () => {
  it.each([
    ['none', null], ['the old one', 'graphql-ws'], ['ours in capitals', 'GRAPHQL-TRANSPORT-WS'], ['one that begins like ours', 'graphql-transport-ws-2'], ['those of others', 'mqtt, soap'],
  ])('[B1] %s is never echoed, closes 4406, and what comes behind it is not read', async (_name, protocol) => {
    const socket = await sockets.open(doors.wsUrl, protocol);
    say(socket, init({ token }), run('1', '{ hello }'));
    expect(socket.protocol).toBeNull();
    expect((await socket.untilClosed()).code).toBe(4406);
    expect(socket.messages).toEqual([]);
  });

  it.each(['graphql-transport-ws', 'graphql-ws, graphql-transport-ws', 'graphql-transport-ws, mqtt'])('[B1] of %s ours is chosen', async (protocol) => {
    expect((await sockets.open(doors.wsUrl, protocol)).protocol).toBe('graphql-transport-ws');
  });
});

describe('a message that none may send', () => {
  const malformed: [string, string][] = [
    ['nothing', ''], ['null', 'null'], ['text', '"ping"'], ['a number', '1'], ['truth', 'true'], ['two messages', '{"type":"ping"}{"type":"ping"}'], ['a mark of the byte order', '\ufeff{"type":"ping"}'],
    ['a type that is no text', '{"type":1}'], ['a type of null', '{"type":null}'], ['an empty type', '{"type":""}'], ['a type of the prototype', '{"type":"__proto__"}'], ['a type in capitals', '{"type":"PING"}'],
    ['a type of the old protocol', '{"type":"connection_terminate"}'], ['an inherited type', '{"__proto__":{"type":"ping"}}'],
    ['a ping of text', '{"type":"ping","payload":"x"}'], ['a ping of a list', '{"type":"ping","payload":[]}'], ['a pong of a number', '{"type":"pong","payload":1}'],
    ['complete without an id', '{"type":"complete"}'], ['complete of a number', '{"type":"complete","id":1}'], ['complete of an empty id', '{"type":"complete","id":""}'],
    ['next', '{"id":"1","type":"next","payload":{}}'], ['error', '{"id":"1","type":"error","payload":[{"message":"x"}]}'], ['an ack', '{"type":"connection_ack","payload":{}}'],
    ['an init of text', '{"type":"connection_init","payload":"token"}'], ['an init of a list', '{"type":"connection_init","payload":[]}'],
    ['an id that is a number', '{"id":1,"type":"subscribe","payload":{"query":"{ hello }"}}'], ['an id of null', '{"id":null,"type":"subscribe","payload":{"query":"{ hello }"}}'],
    ['an id in a list', '{"id":["1"],"type":"subscribe","payload":{"query":"{ hello }"}}'],
    ['subscribe with nothing', '{"id":"1","type":"subscribe"}'], ['subscribe with null', '{"id":"1","type":"subscribe","payload":null}'], ['subscribe with a list', '{"id":"1","type":"subscribe","payload":["{ hello }"]}'],
    ['subscribe with text', '{"id":"1","type":"subscribe","payload":"{ hello }"}'], ['a query of null', '{"id":"1","type":"subscribe","payload":{"query":null}}'], ['a query in a list', '{"id":"1","type":"subscribe","payload":{"query":["{ hello }"]}}'],
    ['variables of text', '{"id":"1","type":"subscribe","payload":{"query":"{ hello }","variables":"{}"}}'], ['an operation name that is a number', '{"id":"1","type":"subscribe","payload":{"query":"{ hello }","operationName":1}}'],
    ['extensions of text', '{"id":"1","type":"subscribe","payload":{"query":"{ hello }","extensions":"{}"}}'], ['extensions in a list', '{"id":"1","type":"subscribe","payload":{"query":"{ hello }","extensions":[{}]}}'],
  ];
  it.each(malformed)('[B1] %s: closes 4400, after the ack as before it', async (_name, text) => {
    for (const socket of [await sockets.greeted(doors.wsUrl, token), await sockets.open(doors.wsUrl)]) {
      say(socket, text, ping());
      expect(await socket.untilClosed()).toEqual(closedWith(4400));
      expect(socket.messages).toEqual([]);
    }
  });

  it.each([5_000, 400_000])('[B1] nested %d levels deep is answered or closes 4400, and is no fault of ours', async (levels) => {
    for (const socket of [await sockets.greeted(doors.wsUrl, token), await sockets.open(doors.wsUrl)]) {
      say(socket, `{"type":"ping","payload":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}`);
      await socket.until(() => socket.messages.length > 0);
      expect(socket.closed?.code ?? 4400).toBe(4400);
    }
  });
});

describe('connection_init', () => {
  it('[B1] may have more than it needs, and is acknowledged once', async () => {
    const socket = await sockets.open(doors.wsUrl);
    say(socket, { ...init({ token, more: { than: ['needed'] } }), id: '1', extra: true });
    expect(named([await socket.next('connection_ack')])).toEqual(['connection_ack']);
    expect(await socket.rest()).toEqual([]);
  });

  it('[B1] is acknowledged no sooner than operations are taken: who subscribes on the ack is never too early', async () => {
    const hasty = await Promise.all(Array.from({ length: 30 }, () => sockets.open(doors.wsUrl)));
    await Promise.all(hasty.map(async (socket) => {
      say(socket, init({ token }));
      await socket.next('connection_ack');
      say(socket, run('1', '{ hello }'));
      expect(named([await socket.next('next'), await socket.next('complete')])).toEqual(['next 1', 'complete 1']);
    }));
  });
});

describe('connection_init that takes long to come, or to be answered', () => {
  let slow: Doors;
  let admit: () => void;
  const authenticate: Authenticate = async (_ctx, { secret }) => {
    await new Promise<void>((resolve) => { admit = resolve; });
    return { expiresAt: null, actor: { kind: 'USER', teamId: secret, id: 'user_ada', name: 'Ada', email: 'ada@example.com', role: 'ADMIN', sessionId: 'session_ada' } };
  };
  beforeAll(async () => { slow = await startDoors({ limits: { initTimeoutMs: 300 }, authenticate }); });
  afterAll(() => slow.stop());
  const waiting = async () => {
    const socket = await sockets.open(slow.wsUrl);
    say(socket, init({ token: (await slow.team()).actor.teamId }));
    await until('it is being authenticated', () => admit);
    return socket;
  };
  const admitted = async (socket: WireSocket) => {
    const looking = setInterval(() => { admit(); }, 5);
    await socket.until(() => socket.messages.length > 0);
    clearInterval(looking);
    return socket.next('connection_ack');
  };

  it('[B1] is waited for although pings come', async () => {
    const socket = await sockets.open(slow.wsUrl);
    say(socket, ping(), { type: 'pong' }, complete('1'));
    expect(await socket.untilClosed()).toEqual(closedWith(4408));
    expect(named(socket.messages)).toEqual(['pong']);
  });

  it('[B1] is received, and so is not waited for any more', async () => {
    const socket = await waiting();
    const later = await sockets.open(slow.wsUrl);
    expect(await later.untilClosed()).toEqual(closedWith(4408));
    expect(socket.closed).toBeUndefined();
    await admitted(socket);
  });

  it('[B1] holds up no ping, and nothing that needs no answer', async () => {
    const socket = await waiting();
    say(socket, ping({ n: 1 }), { type: 'pong' }, complete('1'));
    expect(await socket.next('pong')).toEqual({ type: 'pong', payload: { n: 1 } });
    await admitted(socket);
    expect(await socket.rest()).toEqual([]);
  });

  it.each<[string, () => unknown, number]>([
    ['subscribe', () => follow('1'), 4401], ['a query', () => run('1', '{ hello }'), 4401], ['connection_init', () => init({ token: 'other' }), 4429], ['what is no message', () => '[]', 4400],
  ])('[B1] and %s meanwhile closes', async (_name, message, code) => {
    const socket = await waiting();
    say(socket, message());
    expect(await socket.untilClosed()).toEqual(closedWith(code));
    admit();
    expect(socket.messages).toEqual([]);
  });
});

describe('ping and pong', () => {
  it.each<[string, unknown[], unknown[]]>([
    ['is answered with a pong', [ping()], [{ type: 'pong' }]],
    ['of null is answered without a payload', [{ type: 'ping', payload: null }], [{ type: 'pong' }]],
    ['brings its payload back', [ping({ a: [1, { b: null }], 'ключ': '😀\u2028\ud800' })], [{ type: 'pong', payload: { a: [1, { b: null }], 'ключ': '😀\u2028\ud800' } }]],
    ['may have more than it needs', [{ ...ping(), id: '1', extra: true }], [{ type: 'pong' }]],
    ['is answered each time, in order', [ping({ n: 1 }), ping({ n: 2 }), ping({ n: 3 })], [1, 2, 3].map((n) => ({ type: 'pong', payload: { n } }))],
    ['is not needed for a pong, which has no answer', [{ type: 'pong' }, { type: 'pong', payload: null }, { type: 'pong', payload: { a: 1 } }], []],
  ])('[B1] %s, before the ack as after it', async (_name, messages, answers) => {
    for (const socket of [await sockets.open(doors.wsUrl), await sockets.greeted(doors.wsUrl, token)]) {
      say(socket, ...messages);
      expect(await socket.rest()).toEqual(answers);
    }
  });
});

