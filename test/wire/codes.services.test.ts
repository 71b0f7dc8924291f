import { errorCodes } from '../../src/graphql/error-codes.ts';
import { post } from '../realtime/start-doors.ts';
import { startApp, type Json, type Session, type TestApp } from '../support/app.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { init, named, say } from './messages.ts';
import { WireSocket } from './wire-socket.ts';

// Each code as a caller of the whole application really meets it, over HTTP and over a socket. That a code has its
// facts wherever it is thrown is proved in test/graphql/error-codes.test.ts; SERVICE_UNAVAILABLE, RATE_LIMITED and
// PERSISTED_QUERY_NOT_IN_LIST are met in store-faults.services, limits and documents-trusted beside it.

type Code = keyof typeof errorCodes;
interface Refusal {
  readonly message: string;
  readonly extensions: Json;
}

let sandbox: TestSandbox;
let app: TestApp;
let owner: Session;
let leadId: string;
let key: string;
const sockets = new Map<string, WireSocket>();

const wsUrlOf = ({ url }: TestApp) => `${url.replace('http', 'ws')}/graphql`;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  app = await startApp({ sandboxUrl: sandbox.url });
  owner = await app.signUp();
  await app.connectHubspot(owner.token);
  leadId = (await app.ask('mutation { createLead(input: { name: "Ada" }) { lead { id } } }', {}, owner.token)).createLead.lead.id as string;
  key = (await app.ask('mutation { createApiKey(input: { name: "reader", scopes: ["leads:read"] }) { secret } }', {}, owner.token)).createApiKey.secret as string;
}, 60_000);
afterAll(async () => {
  for (const { tcp } of sockets.values()) tcp.destroy();
  await app.stop();
  await sandbox.stop();
});
afterEach(() => sandbox.clearFaults());

let ids = 0;
const socketOf = async (token: string, running = app): Promise<WireSocket> => {
  const open = sockets.get(token) ?? (await WireSocket.greeted(wsUrlOf(running), token));
  sockets.set(token, open);
  return open;
};

/** The first error of an operation over the socket, be it in an `error` or in a `next`. */
const overSocket = async (request: Json, token: string, running = app): Promise<Refusal | undefined> => {
  const socket = await socketOf(token, running);
  const id = String((ids += 1));
  say(socket, { id, type: 'subscribe', payload: request });
  await socket.until(() => socket.messages.some(({ type }) => type !== 'next'));
  const [{ type, payload } = { type: '', payload: null }, ...rest] = socket.messages.splice(0);
  expect(named(rest)).toEqual(type === 'error' ? [] : [`complete ${id}`]);
  return (type === 'error' ? (payload as Refusal[]) : (payload as { errors?: Refusal[] }).errors)?.[0];
};

const overHttp = async (request: Json, token: string, running = app) => {
  const { status, body } = await post(running, request, token === '' ? {} : { authorization: `Bearer ${token}` });
  return { status, error: body.errors?.[0] as Refusal | undefined };
};

const wearsItsFacts = (code: Code, error: Refusal | undefined) => {
  expect(error?.extensions).toMatchObject({ code, legacyCode: errorCodes[code].legacyCode, details: expect.any(Array) as unknown[], requestId: expect.stringMatching(/^request_/) as string, timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string });
  expect(error?.message).not.toBe('');
};

const lead = '{ lead(id: "lead_01h455vb4pex5vsknk084sn02q") { id } }';
const crmFields = '{ crmFields(provider: HUBSPOT) { name } }';

describe('a code', () => {
  it.each<[Code, () => Json, { as?: () => string; fault?: Parameters<TestSandbox['fault']>[0]; more?: Json }?]>([
    ['FORBIDDEN', () => ({ query: 'mutation { createLead(input: { name: "Ada" }) { cursor } }' }), { as: () => key }],
    ['NOT_FOUND', () => ({ query: lead })],
    ['BAD_USER_INPUT', () => ({ query: 'mutation ($input: CreateLeadInput!) { createLead(input: $input) { cursor } }', variables: { input: { email: 'no address' } } })],
    ['CONFLICT', () => ({ query: 'mutation ($id: ID!) { updateLead(input: { id: $id, version: 7, name: "Eve" }) { cursor } }', variables: { id: leadId } }), { more: { current: { id: expect.any(String) as string } } }],
    ['GRAPHQL_PARSE_FAILED', () => ({ query: '{ viewer' })],
    ['GRAPHQL_VALIDATION_FAILED', () => ({ query: '{ nothingLikeIt }' })],
    ['OPERATION_TOO_COMPLEX', () => ({ query: '{ leads(first: 100) { nodes { syncAttempts(first: 100) { nodes { id } } } } }' })],
    ['PERSISTED_QUERY_NOT_FOUND', () => ({ extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } })],
    ['PROVIDER_NOT_SUPPORTED', () => ({ query: 'mutation { startIntegrationAuth(input: { provider: ZOHO }) { authorizationUrl } }' })],
    ['PROVIDER_UNAVAILABLE', () => ({ query: crmFields }), { fault: { path: '*/properties/*', status: 503, times: 2 } }],
    ['PROVIDER_REJECTED', () => ({ query: crmFields }), { fault: { path: '*/properties/*', status: 403, times: 2 } }],
  ])('[B14] %s reads the same over HTTP and over a socket, which lives on', async (code, request, { as = () => owner.token, fault, more = {} } = {}) => {
    if (fault) await sandbox.fault({ ...fault, times: null });
    const { status, error } = await overHttp(request(), as());
    expect(status).toBe(code === 'FORBIDDEN' ? 403 : errorCodes[code].httpStatus);
    for (const told of [error, await overSocket(request(), as())]) {
      wearsItsFacts(code, told);
      expect(told?.extensions).toMatchObject(more);
    }
    expect(await (await socketOf(as())).rest()).toEqual([]);
  });

  it('[B14] RECONNECT_REQUIRED is said to a team that has connected nothing', async () => {
    const { token } = await app.signUp();
    for (const told of [(await overHttp({ query: crmFields }, token)).error, await overSocket({ query: crmFields }, token)]) wearsItsFacts('RECONNECT_REQUIRED', told);
  });

  it('[B14] UNAUTHENTICATED is 401 over HTTP; a socket is closed with 4403, which clients retry, in the same words', async () => {
    for (const [token, message] of [['', 'Authentication token required'], ['bad', 'Invalid authentication token']] as const) {
      const { status, error } = await overHttp({ query: '{ leads { totalCount } }' }, token);
      expect([status, error?.message]).toEqual([401, message]);
      wearsItsFacts('UNAUTHENTICATED', error);
      const socket = await WireSocket.open(wsUrlOf(app));
      say(socket, init({ token }));
      expect(await socket.untilClosed()).toEqual({ code: 4403, reason: message });
    }
  });

  it('[B14] CURSOR_EXPIRED tells where to start, polled as subscribed', async () => {
    const { streamHead: head } = await app.ask('{ streamHead }', {}, owner.token);
    const after = `${String(head).split(':')[0] ?? ''}:999999`;
    const polled = await overHttp({ query: 'query ($after: Cursor!) { events(after: $after) { endCursor } }', variables: { after } }, owner.token);
    const followed = await overSocket({ query: 'subscription ($after: Cursor) { leadUpdated(after: $after) { cursor } }', variables: { after } }, owner.token);
    expect(polled.status).toBe(200);
    for (const told of [polled.error, followed]) {
      wearsItsFacts('CURSOR_EXPIRED', told);
      expect(told?.extensions['head']).toBe(head);
    }
  });

  it('[B14] SUBSCRIPTION_NEEDS_STREAM is said over plain HTTP, and tells how', async () => {
    const { status, error } = await overHttp({ query: 'subscription { leadUpdated { cursor } }' }, owner.token);
    expect(status).toBe(400);
    wearsItsFacts('SUBSCRIPTION_NEEDS_STREAM', error);
    expect(error?.message).toMatch(/multipart|event-stream|WebSocket/i);
  });
});

it('[B14] PROVIDER_NOT_CONFIGURED reads the same over HTTP and over a socket', async () => {
  const bare = await startApp();
  try {
    const { token } = await bare.signUp();
    const request = { query: 'mutation { startIntegrationAuth(input: { provider: HUBSPOT }) { authorizationUrl } }' };
    for (const told of [(await overHttp(request, token, bare)).error, await overSocket(request, token, bare)]) wearsItsFacts('PROVIDER_NOT_CONFIGURED', told);
  } finally {
    await bare.stop();
  }
});
