import { createHash } from 'node:crypto';
import { startApp, type Json, type Session, type TestApp } from '../support/app.ts';
import { RawClient } from '../realtime/raw-client.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const naming = (sha256Hash: unknown, version: unknown = 1) => ({ extensions: { persistedQuery: { version, sha256Hash } } });

let app: TestApp;
let owner: Session;
const clients: RawClient[] = [];

beforeAll(async () => {
  app = await startApp();
  owner = await app.signUp();
});
afterEach(() => { for (const client of clients.splice(0)) client.close(); });
afterAll(() => app.stop());

const wsUrl = (of: TestApp) => `${of.url.replace('http', 'ws')}/graphql`;

const greeted = async (of: TestApp = app, token = owner.token) => {
  const client = await RawClient.greeted(wsUrl(of), token);
  clients.push(client);
  return client;
};

const send = async (body: Json, of: TestApp = app, token = owner.token): Promise<Json> => {
  const response = await fetch(`${of.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...(token === '' ? {} : { authorization: `Bearer ${token}` }) }, body: JSON.stringify(body) });
  const { extensions: _cost, ...answer } = (await response.json()) as Json;
  return { status: response.status, ...answer };
};
const get = async (params: Record<string, string>): Promise<Json> => {
  const response = await fetch(`${app.url}/graphql?${new URLSearchParams(params).toString()}`, { headers: { 'apollo-require-preflight': 'true', authorization: `Bearer ${owner.token}` } });
  const { extensions: _cost, ...answer } = (await response.json()) as Json;
  return { status: response.status, ...answer };
};
const refusal = ({ status, errors }: Json) => [status, errors?.[0]?.extensions.code, errors?.[0]?.message];

/** A query that no other test has sent. */
let count = 0;
const newQuery = () => `query Q${String((count += 1))} { viewer { user { id } } }`;

const NOT_FOUND = [400, 'PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound'];

describe('automatically persisted queries over HTTP', () => {
  it('[APQ] are unknown at first, kept with their text, and found by their hash from then on', async () => {
    const query = newQuery();
    const named = naming(sha256(query));
    expect(refusal(await send(named))).toEqual(NOT_FOUND);
    const answers = [await send({ query, ...named }), await send(named), await send({ ...naming(sha256(query).toUpperCase()), query: null }), await send({ ...named, query: '' })];
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, data: { viewer: { user: { id: owner.userId } } } });
  });

  it('[APQ] are found by operation name and variables as whole queries are', async () => {
    const query = 'query A { __typename } query B($yes: Boolean!) { viewer { user { id @include(if: $yes) name } } }';
    const named = naming(sha256(query));
    expect(refusal(await send({ ...named, operationName: 'B' }))).toEqual(NOT_FOUND);
    await send({ ...named, query, operationName: 'A' });
    expect(await send({ ...named, operationName: 'B', variables: { yes: false } })).toMatchObject({ status: 200, data: { viewer: { user: { name: 'Olga Owner' } } } });
    expect(refusal(await send(named))).toEqual([400, 'GRAPHQL_VALIDATION_FAILED', expect.stringContaining('operationName')]);
  });

  it('[APQ] work by GET too, where no mutation runs', async () => {
    const query = newQuery();
    const params = { extensions: JSON.stringify(naming(sha256(query)).extensions) };
    expect(refusal(await get(params))).toEqual(NOT_FOUND);
    expect((await get({ ...params, query })).status).toBe(200);
    expect(await get(params)).toMatchObject({ status: 200, data: { viewer: { user: { id: owner.userId } } } });
    const mutation = 'mutation { createLead(input: { name: "Dora" }) { lead { name } } }';
    expect(await send({ query: mutation, ...naming(sha256(mutation)) })).toMatchObject({ status: 200, data: { createLead: { lead: { name: 'Dora' } } } });
    expect((await get({ extensions: JSON.stringify(naming(sha256(mutation)).extensions) })).status).toBe(405);
  });

  it('[APQ] are kept only if they are valid and allowed', async () => {
    const query = '{ noSuchField }';
    expect(refusal(await send({ query, ...naming(sha256(query)) }))[1]).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(refusal(await send(naming(sha256(query))))).toEqual(NOT_FOUND);
    expect(refusal(await send({ query: '{', ...naming(sha256('{')) }))[1]).toBe('GRAPHQL_PARSE_FAILED');
    expect(refusal(await send(naming(sha256('{'))))).toEqual(NOT_FOUND);
    const wide = `{ ${Array.from({ length: 60 }, (_, n) => `a${String(n)}: __typename`).join(' ')} }`;
    expect(refusal(await send({ query: wide, ...naming(sha256(wide)) }))[1]).toBe('OPERATION_TOO_COMPLEX');
    expect(refusal(await send(naming(sha256(wide))))).toEqual(NOT_FOUND);
  });

  it('[APQ] are not kept under the hash of another text', async () => {
    const query = newQuery();
    const stolen = sha256(newQuery());
    expect(refusal(await send({ query, ...naming(stolen) })).slice(0, 2)).toEqual([400, 'BAD_USER_INPUT']);
    expect(refusal(await send(naming(stolen)))).toEqual(NOT_FOUND);
    expect(refusal(await send(naming(sha256(query))))).toEqual(NOT_FOUND);
  });

  it.each([
    ['no version', { extensions: { persistedQuery: { sha256Hash: 'a'.repeat(64) } } }],
    ['another version', naming('a'.repeat(64), 2)],
    ['a version that is text', naming('a'.repeat(64), '1')],
    ['no hash', { extensions: { persistedQuery: { version: 1 } } }],
    ['an empty hash', naming('')],
    ['a short hash', naming('abc')],
    ['a hash with a line break', naming(`${'a'.repeat(64)}\n`)],
    ['a hash that is a number', naming(7)],
    ['a hash that is a list', naming(['a'.repeat(64)])],
    ['text where the object should be', { extensions: { persistedQuery: 'a'.repeat(64) } }],
    ['a list where the object should be', { extensions: { persistedQuery: [] } }],
    ['a short hash beside a query', { query: '{ __typename }', ...naming('abc') }],
    ['a documentId that is a number', { documentId: 5 }],
    ['a documentId that is empty', { documentId: '' }],
    ['a documentId that is an object', { extensions: { documentId: {} } }],
    ['a documentId that is a hash of another query', { query: '{ __typename }', documentId: `sha256:${'a'.repeat(64)}` }],
  ])('[APQ] [B14] refuse %s, on both doors, and live on', async (_name, request) => {
    expect(refusal(await send(request)).slice(0, 2)).toEqual([400, 'BAD_USER_INPUT']);
    const client = await greeted();
    client.send({ id: '1', type: 'subscribe', payload: request });
    expect((await client.error('1'))[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', legacyCode: 'INVALID_REQUEST' });
    expect(await client.rest()).toEqual([]);
  });

  it('[APQ] leave requests without a document as refused as before', async () => {
    for (const body of [{ variables: {} }, { extensions: {} }, { extensions: { persistedQuery: null } }, { documentId: null }, { query: '' }])
      expect(refusal(await send(body)).slice(0, 2)).toEqual([400, 'BAD_USER_INPUT']);
    expect(refusal(await send({ query: 7, ...naming('a'.repeat(64)) })).slice(0, 2)).toEqual([400, 'BAD_USER_INPUT']);
  });

  it('[APQ] take a documentId of the form that GraphQL over HTTP gives hashes', async () => {
    const query = newQuery();
    await send({ query, ...naming(sha256(query)) });
    expect(await send({ documentId: `sha256:${sha256(query)}` })).toMatchObject({ status: 200, data: { viewer: {} } });
    expect(await get({ documentId: `sha256:${sha256(query)}` })).toMatchObject({ status: 200, data: { viewer: {} } });
    expect(refusal(await send({ documentId: 'no-such-id' }))).toEqual(NOT_FOUND);
    expect(await send({ documentId: 'no-such-id', query })).toMatchObject({ status: 200, data: { viewer: {} } });
  });

  it('[APQ] give to others nothing but the text: each caller is judged', async () => {
    const query = newQuery();
    await send({ query, ...naming(sha256(query)) });
    const response = await fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(naming(sha256(query))) });
    expect([response.status, ((await response.json()) as Json).errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });
});

describe('automatically persisted queries over WebSocket', () => {
  it('[P4] an unknown hash is an error of that id, and every other subscription lives', async () => {
    const client = await greeted();
    client.subscribe('live', 'subscription { leadUpdated { lead { name } } }', { extensions: { resume: true } });
    await client.next('live');
    client.send({ id: 'hash', type: 'subscribe', payload: naming('f'.repeat(64)) });
    const [error] = await client.error('hash');
    expect([error?.message, error?.extensions.code]).toEqual(['PersistedQueryNotFound', 'PERSISTED_QUERY_NOT_FOUND']);
    await app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input: { name: 'Ada' } }, owner.token);
    expect((await client.next('live')).data).toEqual({ leadUpdated: { lead: { name: 'Ada' } } });
    // The id is free again.
    client.subscribe('hash', '{ __typename }');
    expect((await client.next('hash')).data).toEqual({ __typename: 'Query' });
  });

  it('[P4] a hash that was kept over one door is found over the other, for queries and subscriptions', async () => {
    const client = await greeted();
    const query = newQuery();
    await send({ query, ...naming(sha256(query)) });
    client.send({ id: 'q', type: 'subscribe', payload: naming(sha256(query)) });
    expect((await client.next('q')).data).toEqual({ viewer: { user: { id: owner.userId } } });
    await client.frame('complete', 'q');
    const subscription = 'subscription Kept { leadUpdated { lead { name } } }';
    client.subscribe('both', subscription, { extensions: { ...naming(sha256(subscription)).extensions, resume: true } });
    await client.next('both');
    client.send({ id: 'hash', type: 'subscribe', payload: { query: null, extensions: { ...naming(sha256(subscription)).extensions, resume: true } } });
    expect((await client.next('hash')).extensions?.cursor).toEqual(expect.any(String));
    expect(refusal(await send(naming(sha256(subscription))))[1]).toBe('SUBSCRIPTION_NEEDS_STREAM');
  });

  it('[P4] messages keep their order: a complete stops what is still looked for, and its id begins anew', async () => {
    const client = await greeted();
    const subscription = 'subscription Ordered { leadUpdated { lead { name } } }';
    client.subscribe('first', subscription, { extensions: { ...naming(sha256(subscription)).extensions, resume: true } });
    await client.next('first');
    const named = { extensions: { ...naming(sha256(subscription)).extensions, resume: true } };
    client.sendAtOnce(
      { id: 'a', type: 'subscribe', payload: named },
      { id: 'a', type: 'complete' },
      { id: 'b', type: 'subscribe', payload: naming('e'.repeat(64)) },
      { id: 'b', type: 'complete' },
      { id: 'b', type: 'subscribe', payload: { query: '{ __typename }' } },
    );
    expect((await client.next('b')).data).toEqual({ __typename: 'Query' });
    await client.frame('complete', 'b');
    await app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input: { name: 'Bea' } }, owner.token);
    expect((await client.next('first')).data).toEqual({ leadUpdated: { lead: { name: 'Bea' } } });
    expect(await client.rest()).toEqual([]);
  });

  it('[P4] the same id twice still closes with 4409, and before the greeting with 4401', async () => {
    const twice = await greeted();
    const frame = { id: 'x', type: 'subscribe', payload: naming('d'.repeat(64)) };
    twice.sendAtOnce(frame, frame);
    expect((await twice.closed()).code).toBe(4409);
    const early = await RawClient.open(wsUrl(app));
    early.send(frame);
    expect((await early.closed()).code).toBe(4401);
  });

  it.each([
    ['without a text and without a name', '{"id":"1","type":"subscribe","payload":{}}'],
    ['whose text is no text', JSON.stringify({ id: '1', type: 'subscribe', payload: { query: 7, ...naming('a'.repeat(64)) } })],
    ['without an id', JSON.stringify({ type: 'subscribe', payload: naming('a'.repeat(64)) })],
    ['whose extensions are a list', '{"id":"1","type":"subscribe","payload":{"extensions":["persistedQuery"]}}'],
    ['whose variables are a list', JSON.stringify({ id: '1', type: 'subscribe', payload: { ...naming('a'.repeat(64)), variables: [] } })],
    ['whose name is empty', '{"id":"1","type":"subscribe","payload":{"extensions":{"persistedQuery":null}}}'],
    ['that only mentions a name', '{"id":"1","type":"subscribe","payload":"\\"persistedQuery\\""}'],
    ['cut in the middle', '{"id":"1","type":"subscribe","payload":{"extensions":{"persistedQuery":{'],
    ['nested without end', `{"id":"1","type":"subscribe","payload":{"documentId":"x","variables":${'['.repeat(400_000)}${']'.repeat(400_000)}}}`],
  ])('[P4] [B14] a message %s closes with 4400 as before', async (_name, message) => {
    const client = await greeted();
    client.socket.send(message);
    expect(await client.closed()).toEqual({ code: 4400, reason: expect.stringMatching(/^(Invalid message received|Messages may nest 200 levels deep)$/) as string });
    expect((await send({ query: '{ __typename }' })).status).toBe(200);
  });
});

describe('with HTTP_BATCH_MAX', () => {
  it('[APQ] each operation of an array is found, kept and refused by itself', async () => {
    const batching = await startApp({ env: { HTTP_BATCH_MAX: '5' } });
    const [known, fresh] = ['query Known { __typename }', 'query Fresh { __typename }'];
    await send({ query: known, ...naming(sha256(known)) }, batching, '');
    const body = [naming(sha256(known)), naming(sha256(fresh)), { query: fresh, ...naming(sha256(fresh)) }, { documentId: 7 }, { documentId: `sha256:${sha256(known)}` }];
    const response = await fetch(`${batching.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const answers = (await response.json()) as Json[];
    expect(answers.map(({ data, errors }) => data?.__typename ?? errors[0].extensions.code)).toEqual(['Query', 'PERSISTED_QUERY_NOT_FOUND', 'Query', 'BAD_USER_INPUT', 'Query']);
    expect((await send(naming(sha256(fresh)), batching, '')).status).toBe(200);
    await batching.stop();
  });
});

describe('with APQ_SECONDS=0', () => {
  it('[APQ] hashes are answered PersistedQueryNotSupported, and what comes with its text runs', async () => {
    const off = await startApp({ env: { APQ_SECONDS: '0' } });
    const session = await off.signUp();
    const query = newQuery();
    const unsupported = [400, 'PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotSupported'];
    expect(refusal(await send(naming(sha256(query)), off, session.token))).toEqual(unsupported);
    expect(await send({ query, ...naming(sha256(query)) }, off, session.token)).toMatchObject({ status: 200, data: { viewer: {} } });
    expect(refusal(await send(naming(sha256(query)), off, session.token))).toEqual(unsupported);
    const client = await greeted(off, session.token);
    client.send({ id: '1', type: 'subscribe', payload: naming(sha256(query)) });
    expect((await client.error('1'))[0]?.message).toBe(unsupported[2]);
    client.subscribe('1', query, naming(sha256(query)));
    expect((await client.next('1')).data).toMatchObject({ viewer: {} });
    await off.stop();
  });
});
