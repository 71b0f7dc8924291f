import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createApp, type App } from '../../src/app/create-app.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { knock, type Opened } from '../graphql/knock.ts';
import { RawClient } from '../realtime/raw-client.ts';
import { clientOf, type TestClient } from '../support/app.ts';
import { openTestStore } from '../support/store.ts';
import { startTestSandbox, type TestSandbox } from '../support/sandbox.ts';
import { until } from '../support/until.ts';
import { leaksIn } from './judge-answer.ts';

const HOME = 'https://leads.example.com';
const INTERNAL_KEY = 'an-internal-key-of-the-tests-that-is-long';
const env = {
  PORT: '0', LOG_LEVEL: 'silent', SEED_DEMO: 'false', SANDBOX: 'false', SHUTDOWN_GRACE_MS: '1000', PUBLIC_URL: HOME, APP_URL: 'https://app.example.com', WS_INIT_TIMEOUT_MS: '500', INTERNAL_API_SECRET: INTERNAL_KEY,
  JWT_SECRET: 'a-secret-of-the-tests-that-is-long-enough', SECRET_VAULT_KEY: 'a-vault-key-of-the-tests-that-is-long-enough',
};

/** What the log got, write by write. */
const written: string[] = [];
let folder: string;
let sandbox: TestSandbox;
let app: App;
let client: TestClient;
let token: string;

beforeAll(async () => {
  const log = createLogger('debug', { write: (line) => { written.push(line); } });
  folder = await mkdtemp(join(tmpdir(), 'leadwire-attack-'));
  const { store, config } = await openTestStore({ ...env, DATA_DIR: folder }, createLogger('silent'));
  sandbox = await startTestSandbox();
  app = await createApp({ config, store, log, sandboxUrls: { HUBSPOT: sandbox.url } });
  client = clientOf((app.url ?? '').replace('localhost', '127.0.0.1'));
  ({ token } = await client.signUp());
});
afterAll(async () => {
  await client.dispose();
  await app.stop();
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
});

/** All mails so far as one text; nothing where there is none. */
const mailsIn = async (data: string): Promise<string> => {
  const names = await readdir(join(data, 'mail')).catch(() => []);
  return (await Promise.all(names.map((name) => readFile(join(data, 'mail', name), 'utf8')))).join('\n');
};

const json = { 'content-type': 'application/json' };
const signed = (headers: Record<string, string> = {}) => ({ ...json, authorization: `Bearer ${token}`, ...headers });
const errorsIn = ({ text }: Opened) => (JSON.parse(text) as { errors?: { message: string; extensions: { code: string } }[] }).errors ?? [];
const wsUrl = () => `${client.url.replace('http', 'ws')}/graphql`;
const ask = (body: string, headers: Record<string, string> = {}) => knock(client.url, { headers: signed(headers), body });

describe('a body', () => {
  const query = JSON.stringify({ query: '{ viewer { team { id } } }' });
  const utf16 = Buffer.from(query, 'utf16le');

  it.each(['gzip', 'deflate', 'br', 'gzip, gzip'])('[B12] that says it is packed as %s is not unpacked, however small it is', async (coding) => {
    const bomb = gzipSync(Buffer.alloc(30_000_000, 0x20));
    const response = await fetch(`${client.url}/graphql`, { method: 'POST', headers: signed({ 'content-encoding': coding }), body: bomb });
    expect([response.status, ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  });

  it.each([
    ['UTF-16', utf16, 'application/json; charset=utf-16le'], ['UTF-16 that is not named', utf16, 'application/json'], ['half a character', Buffer.from([...Buffer.from(query.slice(0, -2)), 0xc3, 0x22, 0x7d]), 'application/json'],
    ['zero bytes', Buffer.alloc(64), 'application/json'], ['a type of two', Buffer.from(query), 'application/json, text/plain'], ['no type that there is', Buffer.from(query), 'application/vnd.x+json'],
  ])('[B14] in %s is refused', async (_what, bytes, type) => {
    const response = await fetch(`${client.url}/graphql`, { method: 'POST', headers: { ...signed(), 'content-type': type }, body: new Uint8Array(bytes) });
    const text = await response.text();
    expect([response.status, leaksIn(text)]).toEqual([expect.any(Number), []]);
    expect([400, 415]).toContain(response.status);
  });

  it('[P3] with a name twice is judged by what runs', async () => {
    const deep = `{ viewer ${'{ a '.repeat(30)}${'}'.repeat(30)} }`;
    const last = await ask(`{"query":"{ __typename }","query":${JSON.stringify(deep)}}`);
    expect(errorsIn(last)).not.toEqual([]);
    expect((await ask(`{"query":${JSON.stringify(deep)},"query":"{ __typename }"}`)).text).toContain('"__typename":"Query"');
    const twice = await knock(client.url, { method: 'GET', path: '/graphql?query={__typename}&query={viewer{team{id}}}', headers: signed({ 'apollo-require-preflight': '1' }) });
    expect([200, 400]).toContain(twice.status);
    expect(leaksIn(twice.text)).toEqual([]);
  });
});

describe('names that reach for a prototype', () => {
  const reaching = ['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}', '{"a":{"__proto__":{"polluted":true}}}', '{"prototype":{"polluted":true},"toString":1,"hasOwnProperty":1,"then":1,"toJSON":1}'];
  const submitForm = 'mutation ($input: SubmitFormInput!) { submitForm(input: $input) { submissionId } }';
  const createLead = 'mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { customFields } } }';
  let socket: RawClient;
  let publicId: string;

  beforeAll(async () => {
    socket = await RawClient.greeted(wsUrl(), token);
    socket.socket.setMaxListeners(100);
    ({ publicId } = (await client.ask('mutation { createForm(input: { name: "A", fields: [{ name: "email", label: "E-mail", type: EMAIL }] }) { form { publicId } } }', {}, token)).createForm.form as { publicId: string });
  });
  afterAll(() => { socket.close(); });
  afterEach(() => { expect(['polluted' in {}, typeof {}.toString, typeof Object.prototype.hasOwnProperty]).toEqual([false, 'function', 'function']); });

  let sent = 0;
  /** What a message is answered with, or how it closes the socket. */
  const answered = (payload: string): Promise<string> =>
    new Promise((resolve) => {
      sent += 1;
      const id = `p${String(sent)}`;
      socket.socket.on('message', (data: Buffer) => { if (data.includes(`"id":"${id}"`)) resolve(data.toString()); }).once('close', (code) => { resolve(`closed with ${String(code)}`); });
      socket.socket.send(`{"id":"${id}","type":"subscribe","payload":${payload}}`);
    });

  it.each(reaching)('[C9] %s reaches none through variables, form data or fields of the team, on a socket, where JSON is read as it comes', async (value) => {
    const inputs = [
      [submitForm, `{"publicId":"${publicId}","data":${value},"idempotencyKey":"a"}`], [createLead, `{"name":"Ada","customFields":${value},"idempotencyKey":"b"}`], [createLead, value],
    ] as const;
    for (const [query, input] of inputs) {
      const frames = await answered(`{"query":${JSON.stringify(query)},"variables":{"input":${input},"__proto__":{"polluted":true}}}`);
      expect(frames).toMatch(/"type":"(?:next|error)"/);
      expect([frames.includes('INTERNAL_SERVER_ERROR'), leaksIn(frames)]).toEqual([false, []]);
    }
    const extensions = await answered(`{"query":"{ __typename }","extensions":${value},"__proto__":{"polluted":true}}`);
    expect(extensions).toContain('"__typename":"Query"');
  });

  it('[C9] reach none as literals either, and stay what they are in what is kept', async () => {
    const literal = '{ __proto__: { polluted: true }, constructor: { prototype: { polluted: true } } }';
    const submitted = await client.graphql(`mutation { submitForm(input: { publicId: "${publicId}", data: ${literal} }) { submissionId } }`, {}, token);
    expect(submitted.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const created = await client.ask('mutation { createLead(input: { name: "Ada", customFields: { constructor: "a", toString: "b" } }) { lead { customFields } } }', {}, token);
    expect(created.createLead.lead.customFields).toEqual({ constructor: 'a', toString: 'b' });
  });

  it('[D9] are part of the request that an idempotency key stands for', async () => {
    const post = (data: string) => answered(`{"query":${JSON.stringify(createLead)},"variables":{"input":{"name":"Ada","idempotencyKey":"proto","customFields":${data}}}}`);
    expect(await post('{"constructor":"a"}')).toContain('"constructor":"a"');
    expect(await post('{"constructor":"b"}')).toContain('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('what callers write into the log', () => {
  const forged = 'x\n{"level":30,"msg":"forged"}\r\n\u2028\u0085\u001b[2J\u009b2J';

  it('[C9] is one line of JSON each time, and short, whatever names and headers hold', async () => {
    written.length = 0;
    const socket = await RawClient.open(wsUrl());
    socket.send({ type: 'connection_init', payload: { token, clientName: forged, clientVersion: forged } });
    await socket.frame('connection_ack');
    socket.subscribe('1', `query ${'N'.repeat(100_000)} { viewer { team { id } } }`, { operationName: forged });
    await socket.error('1');
    socket.close();
    const latin = '\u009b2J\u00ff'.repeat(1_000);
    await knock(client.url, { headers: { ...json, 'x-internal-api-key': INTERNAL_KEY, 'x-team-id': latin, 'apollographql-client-name': latin, 'user-agent': latin }, body: JSON.stringify({ query: '{ viewer { team { id } } }', operationName: forged }) });
    await until('the log tells of the socket', () => written.some((line) => line.includes('a socket is closed')));
    for (const line of written) {
      expect(line).toMatch(/^\{[^\n\r]*\}\n$/);
      expect((JSON.parse(line) as { msg: string }).msg).not.toBe('forged');
      expect(line.length).toBeLessThan(10_000);
    }
  });
});

describe('the Host header', () => {
  it('[C9] is in no link, no redirect and no mail: PUBLIC_URL is', async () => {
    const evil = { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
    const operations = [
      'mutation { createForm(input: { name: "A", fields: [{ name: "email", label: "E-mail", type: EMAIL }] }) { form { submitUrl pageUrl } } }',
      'mutation { startIntegrationAuth(input: { provider: HUBSPOT }) { authorizationUrl } }',
      'mutation { inviteMember(input: { email: "gus@example.com", name: "Gus", role: SALES }) { member { id } } }',
    ];
    const answers = await Promise.all(operations.map((query) => ask(JSON.stringify({ query }), evil)));
    expect(answers.map(errorsIn)).toEqual([[], [], []]);
    const text = answers.map((answer) => answer.text).join('\n');
    expect(text).toContain(`${HOME}/f/`);
    expect(decodeURIComponent(text)).toContain(`redirect_uri=${HOME}/oauth/hubspot/callback`);
    const pages = await Promise.all(['/', '/graphql', '/oauth/hubspot/callback', '/f/nothing'].map((path) => knock(client.url, { method: 'GET', path, headers: { ...evil, accept: 'text/html' } })));
    const mails = await until('the invitation is mailed', () => mailsIn(folder));
    expect(mails).toContain('https://app.example.com/accept-invitation');
    expect(text + JSON.stringify(pages) + mails + written.join('')).not.toContain('evil.example');
  });
});

it('[B1] 200 sockets that say nothing are closed after WS_INIT_TIMEOUT_MS, and none is left', async () => {
  const sockets = await Promise.all(Array.from({ length: 200 }, () => RawClient.open(wsUrl())));
  const closed = await Promise.all(sockets.map((socket) => socket.closed()));
  expect(new Set(closed.map(({ code }) => code))).toEqual(new Set([4408]));
  await until('the server has none', async () => /^leadwire_sockets 0$/m.test(await (await fetch(`${client.url}/metrics`)).text()));
});
