import type { GraphQLFormattedError } from 'graphql';
import { startApp, type Json, type Session, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';
import { knock } from '../graphql/knock.ts';
import { blocksOf, MULTIPART, openConfirmed, openStream, SSE } from './http-streams-client.ts';

const FOREIGN = 'https://evil.example';
const query = 'subscription { leadUpdated { cursor lead { name } } }';

let app: TestApp;
let owner: Session;
beforeAll(async () => {
  app = await startApp({ env: { QUERY_MAX_DEPTH: '6', INTROSPECTION: 'false', PUBLIC_URL: 'https://leads.example.com' } });
  owner = await app.signUp();
});
afterAll(() => app.stop());

const create = async (name: string): Promise<string> =>
  (await app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { cursor } }', { input: { name } }, owner.token)).createLead.cursor as string;

/** The codes that an operation is refused with. */
type Refuse = (document: string) => Promise<unknown[]>;
const codesOf = (errors: unknown) => (errors as GraphQLFormattedError[]).map(({ extensions }) => extensions?.code);

const overHttp = (accept: string): Refuse => async (document) => {
  const answer = await openStream(app.url, { token: owner.token, accept, body: { query: document } });
  await until('the answer is whole', answer.end);
  return codesOf((JSON.parse(answer.text()) as Json).errors);
};

const overSocket: Refuse = async (document) => {
  const { error, completed } = await app.subscribe(owner.token, document);
  await until('it is refused', () => error() !== undefined || completed());
  return codesOf(error());
};

describe.each([
  ['HTTP', overHttp('application/json')], ['a socket', overSocket], ['multipart', overHttp(MULTIPART)], ['SSE', overHttp(SSE)],
] as const)('one guard for every transport: over %s', (transport, refuse) => {
  it.each([
    ['two root fields', 'subscription { leadUpdated { id } other: leadUpdated { id } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a look into the schema', '{ __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a look into the schema beside an event', 'subscription { leadUpdated { lead { name } } __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['what is no document', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['what is too deep', 'subscription { leadUpdated { lead { syncAttempts(first: 1) { nodes { lead { syncAttempts(first: 1) { nodes { id } } } } } } } }', 'OPERATION_TOO_COMPLEX'],
  ])('[B19] %s is refused', async (_what, document, code) => {
    const needsStream = transport === 'HTTP' && code === 'OPERATION_TOO_COMPLEX';
    expect(new Set(await refuse(document))).toEqual(new Set([needsStream ? 'SUBSCRIPTION_NEEDS_STREAM' : code]));
  });
});

describe('what is asked of the transport', () => {
  it.each(['application/json', '*/*', 'multipart/mixed', 'multipart/mixed;subscriptionSpec=2.0', 'text/event-stream;q=0, */*'])('[P5] a subscription with Accept: %s is refused, and told of all the others', async (accept) => {
    const answer = await openStream(app.url, { token: owner.token, accept, body: { query } });
    await until('the answer is whole', answer.end);
    const { errors } = JSON.parse(answer.text()) as { errors: GraphQLFormattedError[] };
    if (accept.includes('json') || accept.includes('*/*')) expect([answer.status, codesOf(errors)]).toEqual([400, ['SUBSCRIPTION_NEEDS_STREAM']]);
    else expect(answer.status).toBeGreaterThanOrEqual(400);
    if (answer.status === 400) for (const word of ['graphql-transport-ws', 'subscriptionSpec=1.0', 'text/event-stream']) expect(errors[0]?.message).toContain(word);
  });

  it.each(['application/json, text/event-stream, multipart/mixed', MULTIPART])('[B19] a query with Accept: %s is answered as plain JSON', async (accept) => {
    const answer = await openStream(app.url, { token: owner.token, accept, body: { query: '{ viewer { team { id } } }' } });
    await until('the answer is whole', answer.end);
    expect([answer.headers.get('content-type'), JSON.parse(answer.text())]).toMatchObject([expect.stringContaining('application/json'), { data: { viewer: { team: { id: owner.teamId } } } }]);
  });

  it('[B19] a query and a mutation over SSE have one result each, and are complete', async () => {
    for (const [document, data] of [['{ viewer { team { id } } }', { viewer: { team: { id: owner.teamId } } }], ['mutation { createLead(input: { name: "Ada" }) { lead { name } } }', { createLead: { lead: { name: 'Ada' } } }]] as const) {
      const answer = await openStream(app.url, { token: owner.token, accept: SSE, body: { query: document } });
      await until('the answer is whole', answer.end);
      const [next, complete, ...others] = blocksOf(answer.text());
      expect([next?.event, (JSON.parse(next?.data ?? '') as Json).data, complete, others]).toEqual(['next', data, { event: 'complete', data: '' }, []]);
    }
  });
});

describe('an EventSource', () => {
  const path = (document: string) => `/graphql?query=${encodeURIComponent(document)}`;
  const get = (document: string, headers: Record<string, string>) => knock(app.url, { method: 'GET', path: path(document), headers: { accept: SSE, ...headers } });

  it('[B9] subscribes by GET, is given an id before the first event, and resumes by Last-Event-ID, which beats `after`', async () => {
    const first = await create('first');
    const open = async (headers: Record<string, string> = {}) => {
      const stopping = new AbortController();
      const response = await fetch(`${app.url}${path(`subscription { leadUpdated(after: "${first}") { lead { name } } }`)}`, { headers: { accept: SSE, authorization: `Bearer ${owner.token}`, ...headers }, signal: stopping.signal });
      let text = '';
      const read = async () => { for await (const chunk of response.body ?? []) text += Buffer.from(chunk as Uint8Array).toString(); };
      read().catch(() => undefined);
      return { text: () => text, stop: () => { stopping.abort(); } };
    };
    const source = await open();
    await until('the stream is confirmed', () => source.text().includes('id:'));
    expect(blocksOf(source.text())).toEqual([{ id: first }]);
    const second = await create('second');
    await until('the event is there', () => source.text().includes('second'));
    expect(blocksOf(source.text())[1]).toMatchObject({ event: 'next', id: second });
    source.stop();
    await create('third');
    const again = await open({ 'last-event-id': second });
    await until('what was missed is there', () => again.text().includes('third'));
    expect(again.text()).not.toContain('second');
    again.stop();
  });

  it('[P2] of a foreign page is refused, and so is one that a browser opens without asking', async () => {
    const foreign = await get(query, { origin: FOREIGN, authorization: `Bearer ${owner.token}` });
    const unasked = await get('{ __typename }', {});
    expect([foreign, unasked].map(({ status, text }) => [status, codesOf((JSON.parse(text) as Json).errors)])).toEqual([[403, ['FORBIDDEN']], [400, ['BAD_USER_INPUT']]]);
  });

  it('cannot mutate', async () => {
    const refused = await get('mutation { createLead(input: { name: "Eve" }) { lead { id } } }', { authorization: `Bearer ${owner.token}`, 'apollo-require-preflight': '1' });
    expect([refused.status, codesOf((JSON.parse(refused.text) as Json).errors)]).toEqual([400, ['BAD_USER_INPUT']]);
    const { leads } = await app.ask('{ leads { nodes { name } } }', {}, owner.token);
    expect(leads.nodes).not.toContainEqual({ name: 'Eve' });
  });
});

describe('a process that stops', () => {
  it.each([['multipart', MULTIPART, 'SERVICE_UNAVAILABLE'], ['SSE', SSE, 'The server is stopping']] as const)('[B25] ends its streams over %s in words, and clients may come back', async (_transport, accept, words) => {
    const other = await startApp();
    const { token } = await other.signUp();
    const stream = await openConfirmed(other.url, { token, accept, body: { query } });
    const idle = await openConfirmed(other.url, { token, accept, body: { query } });
    await other.stop();
    await until('the streams are over', () => stream.end() && idle.end());
    expect([stream.end(), idle.end(), stream.text()]).toEqual(['ended', 'ended', expect.stringContaining(words)]);
    expect(stream.text()).not.toContain('event: complete');
  });
});
