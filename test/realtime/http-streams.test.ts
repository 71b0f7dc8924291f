import { createServer, request as httpRequest, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ApolloClient, CombinedGraphQLErrors, CombinedProtocolErrors, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { createClient } from 'graphql-sse';
import { WebSocket } from 'ws';
import { startApp, type Json, type Session, type TestApp } from '../support/app.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { blocksOf, MULTIPART, openConfirmed, openStream, partsOf, SSE } from './http-streams-client.ts';

const query = 'subscription ($after: Cursor) { leadUpdated(after: $after) { cursor lead { name } } }';
const streams = [['multipart', MULTIPART], ['SSE', SSE]] as const;

let app: TestApp;
let owner: Session;
beforeAll(async () => { app = await startApp({ env: { STREAM_HEARTBEAT_MS: '100' } }); });
afterAll(() => app.stop());
beforeEach(async () => { owner = await app.signUp(); });

const create = async (name: string): Promise<string> =>
  (await app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { cursor } }', { input: { name } }, owner.token)).createLead.cursor as string;

const isStreaming = async (): Promise<boolean> => /^leadwire_subscriptions [1-9]/m.test(await (await fetch(`${app.url}/metrics`)).text());

const namesOf = (events: Json[]) => events.map(({ lead }) => (lead as Json).name as string);

/** Where sockets are blocked: forwards requests without their upgrade. */
const withoutUpgrade = async (): Promise<{ url: string; server: Server }> => {
  const server = createServer((asked, answer) => {
    const { upgrade: _upgrade, connection: _connection, ...headers } = asked.headers;
    const sent = httpRequest({ port: new URL(app.url).port, host: '127.0.0.1', path: asked.url, method: asked.method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 0, response.headers);
      response.pipe(answer);
    });
    sent.on('error', () => answer.destroy());
    answer.on('close', () => sent.destroy());
    asked.pipe(sent);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, server };
};

describe('stock clients, behind a proxy that lets no socket through', () => {
  let proxy: { url: string; server: Server };
  beforeAll(async () => { proxy = await withoutUpgrade(); });
  afterAll(() => { proxy.server.closeAllConnections(); proxy.server.close(); });

  it('[B19] no socket passes the proxy', async () => {
    const socket = new WebSocket(`${proxy.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    expect(String((await once(socket, 'error'))[0])).toContain('Unexpected server response');
  });

  it('[B19] Apollo Client with nothing but HttpLink receives leadUpdated', async () => {
    const client = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: `${proxy.url}/graphql`, headers: { authorization: `Bearer ${owner.token}` } }) });
    const results: unknown[] = [];
    const running = client.subscribe({ query: gql(query) }).subscribe((result) => results.push(result.data ?? result.error));
    await until('it is subscribed', isStreaming);
    await create('Ada');
    await until('the event is there', () => results.length > 0);
    await create('Bea');
    await until('the next is there', () => results.length > 1);
    expect(results).toMatchObject(['Ada', 'Bea'].map((name) => ({ leadUpdated: { lead: { name } } })));
    running.unsubscribe();
    await until('the stream is gone', async () => !(await isStreaming()));
  });

  it('[B19] graphql-sse receives leadUpdated', async () => {
    const client = createClient({ url: `${proxy.url}/graphql`, singleConnection: false, headers: { authorization: `Bearer ${owner.token}` } });
    const results = client.iterate<Json>({ query, extensions: { resume: true } });
    expect((await results.next()).value).toMatchObject({ extensions: { cursor: expect.stringContaining(':') as string } });
    const cursor = await create('Ada');
    expect((await results.next()).value).toMatchObject({ data: { leadUpdated: { lead: { name: 'Ada' } } }, extensions: { cursor } });
    client.dispose();
    await until('the stream is gone', async () => !(await isStreaming()));
  });

  it('[B9] graphql-sse resumes behind its last cursor when the connection is cut, without a gap and without a repeat', async () => {
    const wire = await startTcpProxy(Number(new URL(app.url).port));
    const client = createClient({
      url: `http://127.0.0.1:${String(wire.port)}/graphql`, headers: { authorization: `Bearer ${owner.token}` },
      retryAttempts: Infinity, retry: async () => undefined,
    });
    const names: string[] = [];
    const request = { query, extensions: { resume: true } as Json };
    const sink = { error: (error: unknown) => { throw new Error('The stream ended.', { cause: error }); }, complete: () => undefined };
    client.subscribe<Json, Json>(request, { ...sink, next: ({ data, extensions }) => {
      request.extensions.after = extensions?.cursor as string;
      if (data) names.push(...namesOf([data.leadUpdated as Json]));
    } });
    await until('it is subscribed', () => request.extensions.after as string | undefined);
    for (const round of ['first', 'second']) {
      await create(`${round} live`);
      await until('the event is there', () => names.includes(`${round} live`));
      await wire.cut();
      await create(`${round} missed`);
      await wire.restore();
      await until('what was missed is there', () => names.includes(`${round} missed`));
    }
    expect(names).toEqual(['first live', 'first missed', 'second live', 'second missed']);
    client.dispose();
    await wire.close();
  });

  it('[B14] Apollo Client is told in GraphQL errors why its stream did not begin, and in protocol errors why it ended', async () => {
    const client = new ApolloClient({ cache: new InMemoryCache(), link: new HttpLink({ uri: `${proxy.url}/graphql`, headers: { authorization: `Bearer ${owner.token}` } }) });
    const faults: unknown[] = [];
    client.subscribe({ query: gql(query), variables: { after: 'garbage' } }).subscribe(({ error }) => faults.push(error));
    await until('it is refused', () => faults[0]);
    expect(CombinedGraphQLErrors.is(faults[0])).toBe(true);
    client.subscribe({ query: gql(query) }).subscribe(({ error }) => faults.push(error));
    await until('it is subscribed', isStreaming);
    await app.ask('mutation { signOut { __typename } }', {}, owner.token);
    await until('it is ended', () => faults[1]);
    expect(CombinedProtocolErrors.is(faults[1]) && faults[1].errors).toMatchObject([{ message: 'Access has changed', extensions: { code: 'UNAUTHENTICATED' } }]);
  });
});

describe.each(streams)('a subscription over %s', (transport, accept) => {
  it('[B19] has the headers that keep proxies from holding it back', async () => {
    const stream = await openConfirmed(app.url, { token: owner.token, accept, body: { query } });
    const headers = Object.fromEntries(['content-type', 'cache-control', 'x-accel-buffering', 'content-encoding'].map((name) => [name, stream.headers.get(name)]));
    expect([stream.status, headers]).toEqual([200, {
      'content-type': transport === 'SSE' ? 'text/event-stream; charset=utf-8' : 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
      'cache-control': 'no-cache', 'x-accel-buffering': 'no', 'content-encoding': null,
    }]);
    expect(stream.headers.get('x-request-id')).toMatch(/^req/);
    stream.stop();
  });

  it('[B19] brings every event with its cursor at once, and heartbeats', async () => {
    const stream = await openConfirmed(app.url, { token: owner.token, accept, body: { query } });
    const cursor = await create('Ada');
    await until('the event is there', () => stream.events().length > 0);
    expect(stream.events()).toEqual([{ cursor, lead: { name: 'Ada' } }]);
    if (transport === 'SSE') expect(blocksOf(stream.text()).at(-1)).toMatchObject({ event: 'next', id: cursor });
    else expect(partsOf(stream.text()).filter((part) => 'payload' in part).at(-1)).toMatchObject({ payload: { extensions: { cursor } } });
    const before = stream.text().length;
    await until('a heartbeat comes', () => stream.text().slice(before).includes(transport === 'SSE' ? ':\n\n' : '{}\r\n--graphql'));
    stream.stop();
  });

  it('[B9] resumes by extensions.after, without a gap and without a repeat', async () => {
    let stream = await openConfirmed(app.url, { token: owner.token, accept, body: { query } });
    const expected: string[] = [];
    const got: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      await create(`${String(round)} live`);
      await until('the event is there', () => namesOf(stream.events()).includes(`${String(round)} live`));
      const after = stream.events().at(-1)?.cursor as string;
      stream.stop();
      got.push(...namesOf(stream.events()));
      await create(`${String(round)} missed`);
      stream = await openStream(app.url, { token: owner.token, accept, body: { query, extensions: { after } } });
      await until('what was missed is there', () => stream.events().length > 0);
      expected.push(`${String(round)} live`, `${String(round)} missed`);
    }
    expect([...got, ...namesOf(stream.events())]).toEqual(expected);
    stream.stop();
  });

  it('[B17] ends with the session, in words', async () => {
    const stream = await openConfirmed(app.url, { token: owner.token, accept, body: { query } });
    await app.ask('mutation { signOut { __typename } }', {}, owner.token);
    await until('the stream is over', stream.end);
    expect([stream.end(), stream.text()]).toEqual(['ended', expect.stringContaining('Access has changed')]);
    if (transport === 'multipart') expect([stream.text().endsWith('\r\n--graphql--\r\n'), partsOf(stream.text()).at(-1)]).toMatchObject([true, { payload: null, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
    // A client that is told of the end does not come back, and does not ask for new credentials.
    else expect(stream.text()).not.toContain('event: complete');
    expect((await openStream(app.url, { token: owner.token, accept, body: { query } })).status).toBe(401);
  });

  it('[B19] leaves nothing behind when its client goes', async () => {
    const stream = await openConfirmed(app.url, { token: owner.token, accept, body: { query } });
    expect(await isStreaming()).toBe(true);
    stream.stop();
    await until('the group is gone', async () => /^leadwire_subscription_groups 0$/m.test(await (await fetch(`${app.url}/metrics`)).text()));
    expect(await isStreaming()).toBe(false);
  });

  it.each([
    ['without credentials', '', query, 401, 'UNAUTHENTICATED'],
    ['with bad credentials', 'bad', query, 401, 'UNAUTHENTICATED'],
    ['from a cursor that is none', null, 'subscription { leadUpdated(after: "garbage") { id } }', 400, 'BAD_USER_INPUT'],
  ])('[B14] is refused in plain JSON %s', async (_how, token, document, status, code) => {
    const refused = await openStream(app.url, { token: token ?? owner.token, accept, body: { query: document } });
    await until('the answer is whole', refused.end);
    const { errors } = JSON.parse(refused.text()) as { errors: { extensions: Json }[] };
    expect([refused.status, refused.headers.get('content-type'), errors[0]?.extensions.code]).toEqual([status, 'application/json; charset=utf-8', code]);
  });
});
