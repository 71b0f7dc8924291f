import type { TeamContext } from '../../src/shared/context.ts';
import { addNotes } from '../realtime/notes.ts';
import { RawClient } from '../realtime/raw-client.ts';
import { post, startDoors, tokenFor, type Answer, type Doors } from '../realtime/start-doors.ts';

let doors: Doors;
let ctx: TeamContext;
let authorization: string;

beforeAll(async () => {
  doors = await startDoors({
    routes: [(http) => { http.get('/plain', () => { throw new Error('select secret from vault'); }); }],
  });
  ctx = await doors.team();
  authorization = `Bearer ${tokenFor(ctx.actor.teamId)}`;
});
afterAll(() => doors.stop());

const ask = (query: string, more: Record<string, unknown> = {}, headers: Record<string, string> = { authorization }) => post(doors, { query, ...more }, headers);
const get = (path: string, init: RequestInit = {}) => fetch(`${doors.url}${path}`, { redirect: 'manual', ...init });
const codeOf = ({ body }: Answer) => body.errors?.[0]?.extensions['code'];

describe('POST /graphql', () => {
  it('answers an operation, stamped with the request', async () => {
    const { status, headers, body } = await ask('query ($name: String) { hello(name: $name) }', { variables: { name: 'Ada' } });
    expect({ status, body }).toEqual({ status: 200, body: { data: { hello: 'Hello Ada' } } });
    expect(headers.get('x-request-id')).toMatch(/^request_/);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('chooses the media type of GraphQL over HTTP where the caller knows it', async () => {
    const { headers } = await ask('{ hello }', {}, { accept: 'application/graphql-response+json' });
    expect(headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
  });

  it('[A1] tells a stranger, a bad token and a token that cannot be checked apart', async () => {
    const stranger = await ask('{ me }', {}, {});
    const bad = await ask('{ me }', {}, { authorization: 'Bearer bad' });
    const unknown = await ask('{ me }', {}, { authorization: 'Bearer down' });
    expect([stranger, bad, unknown].map((answer) => [answer.status, codeOf(answer), answer.body.errors?.[0]?.message])).toEqual([
      [401, 'UNAUTHENTICATED', 'Authentication token required'],
      [401, 'UNAUTHENTICATED', 'Invalid authentication token'],
      [503, 'SERVICE_UNAVAILABLE', 'The database cannot answer at the moment. Try again shortly.'],
    ]);
    expect(stranger.body.errors?.[0]?.extensions['legacyCode']).toBe('UNAUTHORIZED');
    expect(bad.headers.get('www-authenticate')).toBe('Bearer');
    expect(unknown.headers.get('retry-after')).toBe('1');
    expect((await ask('{ me }')).body).toEqual({ data: { me: 'Name of user_ada' } });
  });

  it('reads all that an operation needs in one snapshot', async () => {
    const { body } = await ask('mutation { a: addNote(text: "a") b: addNote(text: "b") }');
    const seqOf = (cursor: unknown) => Number(String(cursor).split(':')[1]);
    expect(seqOf(body.data?.['b'])).toBe(seqOf(body.data?.['a']) + 1);
    const [reading] = await Promise.all([ask('{ heads head }'), addNotes(ctx, { text: 'meanwhile' })]);
    const [first, second] = reading.body.data?.['heads'] as number[];
    expect([second, reading.body.data?.['head']]).toEqual([first, first]);
  });

  it('[B14] refuses what is no GraphQL request, in JSON', async () => {
    const answers = [await post(doors, {}), await post(doors, '{'), await post(doors, '[{"query":"{ hello }"}]'), await post(doors, { query: '' }), await post(doors, { query: 7 }), await post(doors, { query: '{ hello }', variables: [] })];
    expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual(answers.map(() => [400, 'BAD_USER_INPUT']));
  });

  it('[B14] refuses a media type that it does not read, and JSON that reaches for a prototype', async () => {
    const xml = await post(doors, '<query/>', { 'content-type': 'application/xml' });
    const proto = await post(doors, '{"query":"{ hello }","__proto__":{"admin":true}}');
    expect([xml, proto].map((answer) => [answer.status, codeOf(answer)])).toEqual([[415, 'BAD_USER_INPUT'], [400, 'BAD_USER_INPUT']]);
  });

  it('[B12] refuses a body above the limit with 413 and says what the limit is', async () => {
    const answer = await post(doors, { query: '{ hello }', extensions: { fill: 'x'.repeat(1_048_576) } });
    expect([answer.status, codeOf(answer)]).toEqual([413, 'BAD_USER_INPUT']);
    expect(answer.body.errors?.[0]?.message).toContain('1048576 bytes');
  });

  it('refuses a subscription that would be answered once, and says how to ask', async () => {
    for (const accept of ['application/json', 'multipart/mixed, application/json']) {
      const answer = await ask('subscription { noteAdded { text } }', {}, { authorization, accept });
      expect([answer.status, codeOf(answer)]).toEqual([400, 'SUBSCRIPTION_NEEDS_STREAM']);
      expect(answer.body.errors?.[0]?.message).toContain('graphql-transport-ws');
      expect(answer.body).not.toHaveProperty('data');
    }
  });

  it('lets a client that tries persisted queries fall back to whole ones', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const answer = await post(doors, { extensions });
    expect([answer.status, codeOf(answer), answer.body.errors?.[0]?.message]).toEqual([400, 'PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotSupported']);
  });

  it('cannot be sent by a foreign page without asking first', async () => {
    const simple = await get('/graphql', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: JSON.stringify({ query: 'mutation { addNote(text: "forged") }' }) });
    expect(simple.status).toBe(400);
    expect(await simple.text()).toContain('CSRF');
    const link = await get('/graphql?query={hello}');
    expect(link.status).toBe(400);
  });
});

describe('GET /graphql', () => {
  const preflighted = { headers: { 'apollo-require-preflight': 'true', accept: 'application/json' } };

  it('answers queries, and no mutation', async () => {
    const query = await get(`/graphql?query=${encodeURIComponent('{ hello }')}`, preflighted);
    expect(await query.json()).toEqual({ data: { hello: 'Hello you' } });
    const mutation = await get(`/graphql?query=${encodeURIComponent('mutation { addNote(text: "x") }')}`, preflighted);
    expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await mutation.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it('sends a browser that opens it to the playground, as / does', async () => {
    const opened = await get('/graphql', { headers: { accept: 'text/html,*/*' } });
    const root = await get('/');
    expect([opened, root].map(({ status, headers }) => [status, headers.get('location')])).toEqual([[302, '/playground'], [302, '/playground']]);
  });
});

describe('everything else over HTTP', () => {
  it('[B14] is answered in JSON too: what is not there, and what breaks', async () => {
    const missing = await get('/nowhere');
    expect([missing.status, await missing.json()]).toEqual([404, { errors: [expect.objectContaining({ extensions: expect.objectContaining({ code: 'NOT_FOUND' }) as object })] }]);
    const broken = await get('/plain');
    const text = await broken.text();
    expect(broken.status).toBe(500);
    expect(text).toContain('INTERNAL_SERVER_ERROR');
    expect(text).not.toContain('secret');
  });
});

describe('with introspection off', () => {
  it('refuses introspection on both transports alike, and suggests no names', async () => {
    const closed = await startDoors({ door: { introspection: false } });
    try {
      const introspected = await post(closed, { query: '{ __schema { types { name } } }' });
      expect([introspected.status, codeOf(introspected)]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
      const misspelt = await post(closed, { query: '{ helo }' });
      expect(misspelt.body.errors?.[0]?.message).toBe('Cannot query field "helo" on type "Query".');
      const socket = await RawClient.greeted(closed.wsUrl, tokenFor(ctx.actor.teamId));
      socket.subscribe('1', '{ __schema { types { name } } }');
      expect((await socket.error('1'))[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
      socket.subscribe('2', '{ helo }');
      expect((await socket.error('2'))[0]?.message).toBe('Cannot query field "helo" on type "Query".');
      socket.close();
      expect((await post(closed, { query: '{ __typename }' })).body).toEqual({ data: { __typename: 'Query' } });
    } finally {
      await closed.stop();
    }
    expect((await ask('{ helo }')).body.errors?.[0]?.message).toContain('Did you mean');
  });
});
