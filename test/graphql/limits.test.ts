import { RawClient } from '../realtime/raw-client.ts';
import { post, type Answer } from '../realtime/start-doors.ts';
import { startApp, type Session, type TestApp } from '../support/app.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

let app: TestApp;
let owner: Session;
let socket: RawClient;
let ids = 0;

const wsUrl = ({ url }: TestApp) => `${url.replace('http', 'ws')}/graphql`;
const headersOf = (session: Session = owner) => ({ authorization: `Bearer ${session.token}` });
const codeOf = ({ body }: Answer) => body.errors?.[0]?.extensions['code'];
const costOf = (answer: { extensions?: unknown }) => (answer.extensions as { cost: Record<string, number> } | undefined)?.cost;
const createLead = 'mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }';

/** An operation over the socket: its one result, or its errors. */
const onSocket = async (query: string, more: Record<string, unknown> = {}) => {
  ids += 1;
  const id = String(ids);
  socket.subscribe(id, query, more);
  const result = await socket.next(id);
  await socket.frame('complete', id);
  return result;
};
const refusedOnSocket = async (query: string, more: Record<string, unknown> = {}) => {
  ids += 1;
  socket.subscribe(String(ids), query, more);
  return (await socket.error(String(ids)))[0];
};

const start = async (env: Record<string, string>) => { app = await startApp({ env }); };
const stop = () => app.stop();
/** Someone with a whole budget of their own. */
const enter = async () => {
  owner = await app.signUp();
  socket = await RawClient.greeted(wsUrl(app), owner.token);
};
const leave = () => { socket.close(); };

describe('with the limits of an installation', () => {
  beforeAll(() => start({ QUERY_MAX_DEPTH: '6', INTROSPECTION: 'false' }));
  beforeAll(enter);
  afterAll(leave);
  afterAll(stop);

  describe('an attack', () => {
    const times = (count: number, text: (n: number) => string) => Array.from({ length: count }, (_, n) => text(n)).join(' ');
    const explosion = (levels: number, leaf: string) =>
      `{ leads(first: 1) { nodes { ...F0 } } } ${times(levels, (n) => `fragment F${String(n)} on Lead { ${n === levels - 1 ? leaf : `...F${String(n + 1)} ... on Lead { ...F${String(n + 1)} }`} }`)}`;

    it.each([
      ['3,000 aliases', `{ ${times(3_000, (n) => `a${String(n)}: __typename`)} }`, 'OPERATION_TOO_COMPLEX', /aliases.* 3000; the limit is 50/],
      ['3,000 mutations', `mutation { ${times(3_000, (n) => `a${String(n)}: deleteLead(input: { id: "lead_1" }) { leadId }`)} }`, 'OPERATION_TOO_COMPLEX', /bytes/],
      ['60 mutations', `mutation { ${times(60, (n) => `a${String(n)}: deleteLead(input: { id: "lead_1" }) { leadId }`)} }`, 'OPERATION_TOO_COMPLEX', /aliases/],
      ['depth', '{ leads { edges { node { syncAttempts { edges { node { id } } } } } } }', 'OPERATION_TOO_COMPLEX', /depth of 7; the limit is 6/],
      ['20,000 levels', `{ a${'{ a'.repeat(20_000)}`, 'OPERATION_TOO_COMPLEX', /./],
      ['pages in pages', '{ leads(first: 100) { nodes { syncAttempts(first: 100) { nodes { id } } } } }', 'OPERATION_TOO_COMPLEX', /cost of 10201; the limit is 5000/],
      ['fragments that explode', explosion(20, 'a: id'), 'OPERATION_TOO_COMPLEX', /aliases.* 524288; the limit is 50/],
      ['fragments that explode beyond numbers', explosion(400, 'a: id'), 'OPERATION_TOO_COMPLEX', /./],
      ['10,000 directives', `{ viewer ${'@x'.repeat(10_000)} { user { id } } }`, 'OPERATION_TOO_COMPLEX', /tokens/],
      ['60 directives, each in its place', `{ ${times(60, () => 'viewer @include(if: true) { user { id } }')} }`, 'OPERATION_TOO_COMPLEX', /directives.* 60; the limit is 50/],
      ['introspection where it is off', '{ __schema { types { name } } }', 'GRAPHQL_VALIDATION_FAILED', /introspection/],
      ['introspection of one type', '{ __type(name: "Lead") { fields { name } } }', 'GRAPHQL_VALIDATION_FAILED', /introspection/],
      ['two root fields in a subscription', 'subscription { leadUpdated { id } formSubmitted { id } }', 'GRAPHQL_VALIDATION_FAILED', /one top level field/],
      ['@defer, which this server does not have', '{ viewer { ... @defer { user { id } } } }', 'GRAPHQL_VALIDATION_FAILED', /Unknown directive "@defer"/],
    ])('[P3] of %s is refused on both transports alike', async (_name, query, code, message) => {
      const answer = await post(app, { query }, headersOf());
      expect([answer.status, codeOf(answer), answer.body.data]).toEqual([400, code, undefined]);
      expect(answer.body.errors?.[0]?.message).toMatch(message);
      expect(await refusedOnSocket(query)).toMatchObject({ message: answer.body.errors?.[0]?.message, extensions: { code } });
    });

    it('[P3] with the size in a variable is judged by its value', async () => {
      const query = 'query ($n: Int) { leads(first: $n) { nodes { syncAttempts(first: $n) { nodes { id } } } } }';
      expect(codeOf(await post(app, { query, variables: { n: 100 } }, headersOf()))).toBe('OPERATION_TOO_COMPLEX');
      expect((await refusedOnSocket(query, { variables: { n: 100 } }))?.extensions['code']).toBe('OPERATION_TOO_COMPLEX');
      expect((await post(app, { query, variables: { n: 10 } }, headersOf())).body.errors).toBeUndefined();
    });

    it('[P3] leaves the socket alive', async () => {
      expect((await onSocket('{ viewer { user { id } } }')).data).toEqual({ viewer: { user: { id: owner.userId } } });
    });
  });

  describe('Idempotency-Key', () => {
    const create = (name: string, key: string, more: Record<string, unknown> = {}, via: { url: string } = app) =>
      post(via, { query: createLead, variables: { input: { name, ...more } } }, { ...headersOf(), 'idempotency-key': key });
    const idOf = ({ data }: { data?: Record<string, unknown> | null }) => (data?.['createLead'] as { lead: { id: string } } | undefined)?.lead.id;

    it('gives the first result to who has lost the answer', async () => {
      let answered = false;
      const proxy = await startTcpProxy(Number(new URL(app.url).port), () => true, () => {
        answered = true;
        proxy.cut().catch(() => undefined);
      });
      await expect(create('Ada', 'lost', {}, { url: `http://127.0.0.1:${String(proxy.port)}` })).rejects.toThrow();
      expect(answered).toBe(true);
      const { leads } = await app.ask('{ leads { nodes { id name } } }', {}, owner.token);
      expect(leads.nodes).toEqual([{ id: expect.any(String) as string, name: 'Ada' }]);
      const again = await create('Ada', 'lost');
      expect(idOf(again.body)).toBe(leads.nodes[0].id);
      const onTheSocket = await onSocket(createLead, { variables: { input: { name: 'Ada' } }, extensions: { idempotencyKey: 'lost' } });
      expect(idOf(onTheSocket)).toBe(leads.nodes[0].id);
    });

    it('is refused for another request, and for none of the same name in the input', async () => {
      const first = await create('Eve', 'reused');
      const other = await create('Mallory', 'reused');
      expect([other.status, codeOf(other), other.body.errors?.[0]?.extensions['details']]).toEqual([200, 'BAD_USER_INPUT', [expect.objectContaining({ code: 'IDEMPOTENCY_KEY_REUSED' })]]);
      const own = await create('Mallory', 'reused', { idempotencyKey: 'of its own' });
      expect(idOf(own.body)).not.toBe(idOf(first.body));
    });

    it('stands for one mutation', async () => {
      const two = 'mutation { a: createLead(input: { name: "A" }) { lead { id } } ...F } fragment F on Mutation { b: createLead(input: { name: "B" }) { lead { id } } }';
      const answer = await post(app, { query: two }, { ...headersOf(), 'idempotency-key': 'two' });
      expect([codeOf(answer), answer.body.errors?.[0]?.message]).toEqual(['BAD_USER_INPUT', expect.stringContaining('one mutation')]);
      expect((await refusedOnSocket(two, { extensions: { idempotencyKey: 'two' } }))?.extensions['code']).toBe('BAD_USER_INPUT');
      expect((await refusedOnSocket(createLead, { variables: { input: {} }, extensions: { idempotencyKey: 7 } }))?.extensions['code']).toBe('BAD_USER_INPUT');
      expect((await post(app, { query: two }, headersOf())).body.errors).toBeUndefined();
    });

    it('keeps the socket of an operation known', async () => {
      const query = '{ connection { sessionId connectedAt } }';
      expect((await onSocket(query, { extensions: { idempotencyKey: 'x' } })).data).toEqual((await onSocket(query)).data);
    });
  });

  describe('bad variables', () => {
    it('[B14] are 200 in JSON, as the table has it, and 400 where the media type tells more by its status', async () => {
      const body = { query: 'query ($n: Int) { leads(first: $n) { nodes { id } } }', variables: { n: 'many' } };
      const accepting = (accept: string) => post(app, body, { ...headersOf(), accept });
      const answers = await Promise.all(['*/*', 'application/json', 'application/graphql-response+json', 'application/graphql-response+json, application/json;q=0.9', 'application/json;q=0.5,application/graphql-response+json'].map(accepting));
      expect(answers.map((answer) => [answer.status, answer.headers.get('content-type')?.split(';')[0], codeOf(answer)])).toEqual([
        [200, 'application/json', 'BAD_USER_INPUT'],
        [200, 'application/json', 'BAD_USER_INPUT'],
        [400, 'application/graphql-response+json', 'BAD_USER_INPUT'],
        [400, 'application/graphql-response+json', 'BAD_USER_INPUT'],
        [400, 'application/graphql-response+json', 'BAD_USER_INPUT'],
      ]);
    });
  });

  it('refuses an array of operations where it is not switched on', async () => {
    const answer = await post(app, [{ query: '{ __typename }' }], headersOf());
    expect([answer.status, codeOf(answer), answer.body.errors?.[0]?.message]).toEqual([400, 'BAD_USER_INPUT', expect.stringContaining('request of its own')]);
  });
});

describe('the cost of what is asked', () => {
  beforeAll(() => start({ COST_PER_MINUTE: '120' }));
  afterAll(stop);
  beforeEach(enter);
  afterEach(leave);

  it('is told with every answer, on both transports, and what was not needed is given back', async () => {
    const made = await post(app, { query: createLead, variables: { input: { name: 'Ada' } } }, headersOf());
    expect(costOf(made.body as object)).toEqual({ requested: 12, actual: 12, remaining: 108, restoreRate: 2 });
    const listed = await post(app, { query: '{ leads(first: 50) { nodes { id } } }' }, headersOf());
    expect(costOf(listed.body as object)).toEqual({ requested: 51, actual: 2, remaining: 106, restoreRate: 2 });
    expect([listed.headers.get('ratelimit-limit'), listed.headers.get('ratelimit-remaining')]).toEqual(['120', '106']);
    expect(Number(listed.headers.get('ratelimit-reset'))).toBeGreaterThan(0);
    expect(costOf(await onSocket('{ leads(first: 50) { nodes { id customFields } } }'))).toEqual({ requested: 51, actual: 2, remaining: 104, restoreRate: 2 });
  });

  it('[B14] that is not left is refused on both transports, and leaves what is left', async () => {
    await post(app, { query: createLead, variables: { input: { name: 'Ada' } } }, headersOf());
    const wide = '{ leads(first: 100) { nodes { id owner { id } } } }';
    const dear = '{ leads(first: 100) { nodes { id } } }';
    for (let n = 0; n < 3; n += 1) await post(app, { query: '{ leads(first: 1) { nodes { id } } }' }, headersOf());
    await post(app, { query: createLead, variables: { input: { name: 'Ben' } } }, headersOf());
    const refused = await post(app, { query: dear }, headersOf());
    expect([refused.status, codeOf(refused)]).toEqual([429, 'RATE_LIMITED']);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(Math.ceil(Number(refused.body.errors?.[0]?.extensions['retryAfter']) / 1_000)).toBe(wait);
    expect(refused.headers.get('ratelimit-remaining')).toBe('0');
    expect(await refusedOnSocket(dear)).toMatchObject({ extensions: { code: 'RATE_LIMITED', legacyCode: 'RATE_LIMITED', retryAfter: expect.any(Number) as number } });
    expect(costOf(await onSocket('{ __typename }'))).toMatchObject({ requested: 1, remaining: 89 });
    // What no budget could ever pay is told apart: waiting would not help.
    expect(codeOf(await post(app, { query: wide }, headersOf()))).toBe('OPERATION_TOO_COMPLEX');
  });

  it('is paid once for a subscription, when it begins; its deliveries are shared and carry no cost', async () => {
    const stream = await app.subscribe(owner.token, 'subscription { leadUpdated { lead { syncAttempts(first: 10) { nodes { id } } } } }');
    for (const name of ['Ada', 'Ben']) await app.ask(createLead, { input: { name } }, owner.token);
    await until('both have arrived', () => stream.results.length === 2);
    for (const { extensions } of stream.results) expect(Object.keys(extensions ?? {})).toEqual(['cursor']);
    expect(costOf(await onSocket('{ __typename }'))).toMatchObject({ remaining: 120 - 13 - 2 * 12 - 1 });
    socket.subscribe('dear', 'subscription { leadUpdated { lead { syncAttempts(first: 100) { nodes { id } } } } }');
    expect((await socket.error('dear'))[0]?.extensions['code']).toBe('RATE_LIMITED');
  });

  it('is counted for each person', async () => {
    const other = await app.signUp();
    await post(app, { query: '{ leads(first: 1) { nodes { id } } }' }, headersOf());
    expect(costOf((await post(app, { query: '{ __typename }' }, headersOf(other))).body as object)).toMatchObject({ remaining: 119 });
  });
});

describe('a stranger', () => {
  beforeAll(() => start({ ANONYMOUS_COST_PER_MINUTE: '20' }));
  afterAll(stop);

  it('[B14] has a budget of its address, and pays for nothing that did not run', async () => {
    for (let n = 0; n < 4; n += 1) expect((await post(app, { query: '{ nothingLikeIt }' }, {})).status).toBe(400);
    const byLink = await fetch(`${app.url}/graphql?query=${encodeURIComponent('mutation { deleteLead(input: { id: "lead_1" }) { leadId } }')}`, { headers: { 'apollo-require-preflight': 'true' } });
    expect(byLink.status).toBe(405);
    const answers = [];
    for (let n = 0; n < 20; n += 1) answers.push(await post(app, { query: '{ __typename }' }, {}));
    expect(costOf(answers[0]?.body as object)).toMatchObject({ remaining: 18 });
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 19 }, () => 200), 429]);
  });
});

describe('an array of operations', () => {
  const batch = (operations: unknown[], headers: Record<string, string> = headersOf()) => post(app, operations, headers);
  const answersIn = ({ body }: { body: object }) => Object.values(body) as Answer['body'][];
  const errorsIn = (answer: Answer) => answersIn(answer).map(({ errors }) => errors?.[0]?.extensions['code'] ?? null);

  beforeAll(() => start({ HTTP_BATCH_MAX: '10', QUERY_MAX_COST: '300', COST_PER_MINUTE: '1000' }));
  beforeAll(enter);
  afterAll(leave);
  afterAll(stop);

  it('is answered up to the limit, and pays for all of it', async () => {
    const small = { query: '{ leads(first: 5) { nodes { id } } }' };
    const ten = await batch(Array.from({ length: 10 }, () => small));
    expect(errorsIn(ten)).toEqual(Array.from({ length: 10 }, () => null));
    expect(Math.min(...answersIn(ten).map((body: object) => costOf(body)?.['remaining'] ?? 0))).toBeLessThanOrEqual(1_000 - 10);
    const eleven = await batch(Array.from({ length: 11 }, () => small));
    expect([eleven.status, codeOf(eleven)]).toEqual([400, 'BAD_USER_INPUT']);

    const large = { query: '{ leads(first: 100) { nodes { id } } }' };
    const tooDear = await batch([large, large, large, small]);
    expect([tooDear.status, errorsIn(tooDear)]).toEqual([200, [null, null, 'OPERATION_TOO_COMPLEX', 'OPERATION_TOO_COMPLEX']]);
    const mixed = await batch([{ query: '{ nothingLikeIt }' }, small]);
    expect([mixed.status, errorsIn(mixed)]).toEqual([200, ['GRAPHQL_VALIDATION_FAILED', null]]);

    const keyed = await batch([{ query: createLead, variables: { input: { name: 'Ada' } } }, small], { ...headersOf(), 'idempotency-key': 'k' });
    expect([keyed.status, codeOf(keyed)]).toEqual([400, 'BAD_USER_INPUT']);
  });
});
