import { unauthenticated } from '../../src/shared/app-error.ts';
import type { RequestOrigin } from '../../src/shared/context.ts';
import { RawClient } from '../realtime/raw-client.ts';
import { startDoors, tokenFor, type Doors } from '../realtime/start-doors.ts';
import { startApp, type Session, type TestApp } from '../support/app.ts';
import { knock, knockHttp, knockSocket, type Opened } from './knock.ts';

const HOME = 'https://leads.example.com';
const FOREIGN = 'https://evil.example';
const both = [['HTTP', knockHttp, 200], ['a socket', knockSocket, 101]] as const;

const codeOf = ({ text }: Opened) => (JSON.parse(text) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code;
const messageOf = ({ text }: Opened) => (JSON.parse(text) as { errors: { message: string }[] }).errors[0]?.message;

let app: TestApp;
let session: Session;

beforeAll(async () => {
  app = await startApp({ env: { PUBLIC_URL: HOME, APP_URL: 'https://app.example.com', ALLOWED_ORIGINS: 'https://board.example.com', WS_MESSAGE_LIMIT_BYTES: '2048' } });
  session = await app.signUp();
});
afterAll(() => app.stop());

describe.each(both)('the origin of a page, over %s', (_door, enter, welcome) => {
  it.each([HOME, 'https://app.example.com', 'https://board.example.com', 'http://localhost:5173'])('[P2] %s comes in', async (origin) => {
    expect((await enter(app.url, { origin })).status).toBe(welcome);
  });

  it('[P2] what is no page comes in', async () => {
    expect((await enter(app.url)).status).toBe(welcome);
  });

  it.each([FOREIGN, 'null', `${HOME}.evil.example`, 'http://leads.example.com', 'http://localhost.evil.example'])('[P2] %s is refused, and told what to set', async (origin) => {
    const answer = await enter(app.url, { origin });
    expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('ALLOWED_ORIGINS')]);
  });
});

describe('CORS of the endpoint', () => {
  const preflight = (origin: string) => knock(app.url, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' } });

  it('lets an allowed page ask, and read what concerns it', async () => {
    const asked = await preflight('https://board.example.com');
    expect(asked).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': 'https://board.example.com', 'access-control-allow-headers': 'authorization,content-type', 'access-control-max-age': '86400' } });
    expect(asked.headers['access-control-allow-methods']).toContain('POST');
    const { headers } = await knockHttp(app.url, { origin: 'https://board.example.com' });
    expect(headers['access-control-expose-headers']).toContain('Retry-After');
    expect([asked.headers, headers].map((answered) => answered['access-control-allow-credentials'])).toEqual([undefined, undefined]);
    expect(headers.vary?.toLowerCase()).toContain('origin');
  });

  it('[P2] tells no foreign page that it may, and hides the answer from it', async () => {
    const answers = [await preflight(FOREIGN), await preflight('null'), await knockHttp(app.url, { origin: FOREIGN })];
    expect(answers.map(({ headers }) => headers['access-control-allow-origin'])).toEqual([undefined, undefined, undefined]);
  });

  it('[P2] refuses a foreign page also by GET, with a code', async () => {
    const answer = await knock(app.url, { method: 'GET', path: '/graphql?query={__typename}', headers: { origin: FOREIGN, 'apollo-require-preflight': '1' } });
    expect([answer.status, codeOf(answer)]).toEqual([403, 'FORBIDDEN']);
  });

  it('leaves forms as they are: any page may post to them', async () => {
    const { headers } = await knock(app.url, { method: 'OPTIONS', path: '/forms/any/submissions', headers: { origin: FOREIGN, 'access-control-request-method': 'POST' } });
    expect(headers['access-control-allow-origin']).toBe('*');
    const posted = await knock(app.url, { path: '/forms/any/submissions', headers: { origin: FOREIGN, 'content-type': 'application/json' }, body: '{}' });
    expect([posted.status, posted.headers['access-control-allow-origin']]).toEqual([404, '*']);
  });

  it('says by OPTIONS, and with 405, how the endpoint is asked', async () => {
    const allow = 'GET, HEAD, OPTIONS, POST';
    expect(await knock(app.url, { method: 'OPTIONS' })).toMatchObject({ status: 204, headers: { allow } });
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const answer = await knock(app.url, { method, headers: { 'content-type': 'text/xml' }, body: '<query/>' });
      expect([method, answer.status, answer.headers.allow, codeOf(answer)]).toEqual([method, 405, allow, 'BAD_USER_INPUT']);
    }
  });
});

describe('a form on a foreign page', () => {
  const mutation = JSON.stringify({ query: 'mutation { __typename }' });
  const multipart = `--b\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${mutation}\r\n--b--\r\n`;

  it.each([['text/plain', mutation], ['application/x-www-form-urlencoded', 'query=mutation{__typename}'], ['multipart/form-data; boundary=b', multipart], ['', mutation]])(
    'cannot change anything with %s, which needs no preflight', async (type, body) => {
      const answer = await knock(app.url, { headers: type === '' ? {} : { 'content-type': type }, body });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toContain('"data"');
    },
  );
});

describe('credentials', () => {
  const SEVERAL = 'Several credentials were sent: send one of them.';
  const ask = (headers: [string, string][]) => knock(app.url, { headers: [['content-type', 'application/json'], ...headers], body: JSON.stringify({ query: '{ viewer { team { id } } }' }) });

  it('[A14] of the upgrade serve where connection_init brings none', async () => {
    const client = await RawClient.open(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: { authorization: `Bearer ${session.token}` } });
    client.send({ type: 'connection_init' });
    expect((await client.frame('connection_ack')).payload).toMatchObject({ teamId: session.teamId, userId: session.userId });
    client.close();
  });

  it('[A10] that are missing, and that are wrong, are told apart in the same words on both doors', async () => {
    const words = ['Authentication token required', 'Invalid authentication token'];
    const answers = [await ask([]), await ask([['authorization', 'Bearer no-token-at-all']])];
    expect(answers.map((answer) => [answer.status, codeOf(answer), messageOf(answer)])).toEqual(words.map((message) => [401, 'UNAUTHENTICATED', message]));
    const reasons: unknown[] = [];
    for (const payload of [undefined, { token: 'no-token-at-all' }]) {
      const client = await RawClient.open(`${app.url.replace('http', 'ws')}/graphql`);
      client.send({ type: 'connection_init', ...(payload ? { payload } : {}) });
      reasons.push(await client.closed());
    }
    expect(reasons).toEqual(words.map((reason) => ({ code: 4403, reason })));
  });

  it.each<[string, (good: string) => [string, string][]]>([
    ['two Authorization headers, the good one first', (good) => [['Authorization', `Bearer ${good}`], ['Authorization', 'Bearer other']]],
    ['two Authorization headers, the good one last', (good) => [['Authorization', 'Bearer other'], ['Authorization', `Bearer ${good}`]]],
    ['two spellings of the header', (good) => [['Authorization', `Bearer ${good}`], ['AUTHORIZATION', 'Bearer other']]],
    ['a token beside an API key', (good) => [['Authorization', `Bearer ${good}`], ['X-API-Key', 'other']]],
    ['a token beside an internal key', (good) => [['Authorization', `Bearer ${good}`], ['X-Internal-API-Key', 'other']]],
    ['two API keys', (good) => [['X-API-Key', good], ['X-API-Key', 'other']]],
    ['two internal keys', (good) => [['X-Internal-API-Key', 'other'], ['X-Internal-API-Key', good]]],
    ['two that a proxy has joined', (good) => [['Authorization', `Bearer ${good}, Bearer other`]]],
  ])('of which there are several are refused: %s', async (_what, headers) => {
    const answer = await ask(headers(session.token));
    expect([answer.status, codeOf(answer), messageOf(answer)]).toEqual([401, 'UNAUTHENTICATED', SEVERAL]);
    const client = await RawClient.open(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers: joined(headers(session.token)) });
    client.send({ type: 'connection_init' });
    expect(await client.closed()).toEqual({ code: 4403, reason: SEVERAL });
    expect((await ask([['Authorization', `Bearer ${session.token}`]])).status).toBe(200);
  });
});

describe('the same credentials', () => {
  it('may be sent twice', async () => {
    const headers: [string, string][] = [['content-type', 'application/json'], ['Authorization', `Bearer ${session.token}`], ['Authorization', `Bearer ${session.token}`], ['X-API-Key', session.token]];
    expect((await knock(app.url, { headers, body: JSON.stringify({ query: '{ viewer { team { id } } }' }) })).status).toBe(200);
  });
});

/** As `ws` takes headers: one list for each name. */
const joined = (pairs: [string, string][]): Record<string, string> => {
  const lists: Record<string, string[]> = {};
  for (const [name, value] of pairs) (lists[name.toLowerCase()] ??= []).push(value);
  return lists as Record<string, never>;
};

it('[B12] a message above the limit closes the socket with 1009, and says so', async () => {
  const client = await RawClient.open(`${app.url.replace('http', 'ws')}/graphql`);
  client.send({ type: 'ping', payload: { fill: 'x'.repeat(2_048) } });
  expect(await client.closed()).toEqual({ code: 1009, reason: 'Message larger than 2048 bytes: send less at once' });
});

describe('where TLS is required', () => {
  const proxied = { 'x-forwarded-proto': 'https' };
  const page = { method: 'GET', path: '/playground?tab=1', headers: { accept: 'text/html' } };
  let strict: Doors;
  let closed: Doors;
  beforeAll(async () => {
    const gate = { requireTls: true, secureUrl: HOME };
    [strict, closed] = await Promise.all([startDoors({ gate: { ...gate, trustedProxies: ['127.0.0.1'] } }), startDoors({ gate })]);
  });
  afterAll(() => Promise.all([strict.stop(), closed.stop()]));

  it.each(both)('[A11] %s is refused in the clear, and open through a proxy that ends TLS', async (_door, enter, welcome) => {
    const plain = await enter(strict.url);
    expect([plain.status, plain.text]).toEqual([403, expect.stringContaining('TRUST_PROXY')]);
    expect(plain.headers['strict-transport-security']).toBeUndefined();
    expect((await enter(strict.url, { 'x-forwarded-proto': 'http' })).status).toBe(403);
    expect((await enter(strict.url, proxied)).status).toBe(welcome);
  });

  it.each(both)('[A11] %s stays closed to a caller who only says that it comes encrypted', async (_door, enter) => {
    expect((await enter(closed.url, proxied)).status).toBe(403);
  });

  it('[A11] a page is sent to https, and nothing else is', async () => {
    expect(await knock(strict.url, page)).toMatchObject({ status: 308, headers: { location: `${HOME}/playground?tab=1` } });
    expect((await knock(strict.url, { ...page, path: '//evil.example/x' })).headers.location).toBe(`${HOME}//evil.example/x`);
    const posted = await knock(strict.url, { ...page, method: 'POST' });
    expect([posted.status, codeOf(posted)]).toEqual([403, 'FORBIDDEN']);
    expect((await knock(strict.url, { ...page, headers: { accept: 'application/json' } })).status).toBe(403);
  });

  it('[A11] browsers are told to stay with https, also by an error, and probes need none', async () => {
    for (const path of ['/graphql', '/nowhere']) expect((await knock(strict.url, { path, headers: proxied })).headers['strict-transport-security']).toBe('max-age=31536000');
    for (const path of ['/healthz', '/readyz?verbose']) expect((await knock(closed.url, { method: 'GET', path })).status).toBe(200);
  });
});

describe('where a request comes from', () => {
  let doors: Doors;
  const seen: (RequestOrigin | undefined)[] = [];
  const claims = { 'x-forwarded-for': '198.51.100.1, 203.0.113.9', 'apollographql-client-name': 'board', 'apollographql-client-version': '1.2' };
  const origin = { ip: '203.0.113.9', client: { name: 'board', version: '1.2' } };

  beforeAll(async () => {
    doors = await startDoors({
      gate: { trustedProxies: ['127.0.0.0/8'] },
      door: { guards: [({ ctx }) => { seen.push(ctx.origin); }] },
      routes: [(http, strangerOf) => { http.get('/origin', (request) => strangerOf(request).origin); }],
    });
  });
  afterAll(() => doors.stop());
  beforeEach(() => { seen.length = 0; });

  it('[A7] is known to operations over HTTP, and to routes', async () => {
    await knockHttp(doors.url, claims);
    expect(seen).toEqual([origin]);
    expect(JSON.parse((await knock(doors.url, { method: 'GET', path: '/origin', headers: claims })).text)).toEqual(origin);
  });

  it('[A7] is known to operations over a socket, whose client may also be named in connection_init', async () => {
    const { actor } = await doors.team();
    for (const params of [{}, { clientName: 'ios', clientVersion: '3' }, { 'apollographql-client-name': 'kotlin' }]) {
      const client = await RawClient.open(doors.wsUrl, 'graphql-transport-ws', { headers: claims });
      client.send({ type: 'connection_init', payload: { token: tokenFor(actor.teamId), ...params } });
      await client.frame('connection_ack');
      client.subscribe('1', '{ __typename }');
      await client.next('1');
      client.close();
    }
    expect(seen).toEqual([origin, { ip: origin.ip, client: { name: 'ios', version: '3' } }, { ip: origin.ip, client: { name: 'kotlin', version: null } }]);
  });

  it('[A7] is known to whoever checks credentials, on both doors, and is nothing that a stranger writes', async () => {
    const asked: (RequestOrigin | undefined)[] = [];
    const untrusting = await startDoors({ authenticate: async (ctx) => { asked.push(ctx.origin); throw unauthenticated('Invalid authentication token'); } });
    try {
      await knockHttp(untrusting.url, { ...claims, authorization: 'Bearer any' });
      const client = await RawClient.open(untrusting.wsUrl, 'graphql-transport-ws', { headers: claims });
      client.send({ type: 'connection_init', payload: { token: 'any' } });
      await client.closed();
      const stranger = { ...origin, ip: '127.0.0.1', unknownProxy: true };
      expect(asked).toEqual([stranger, stranger]);
    } finally {
      await untrusting.stop();
    }
  });
});
