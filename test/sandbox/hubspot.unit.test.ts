import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSandbox, startSandbox, type StartedSandbox } from './start-sandbox.ts';

const MAIN = join(import.meta.dirname, '../../sandbox/hubspot/main.ts');

describe('the process', () => {
  it('tells its address on stdout and over IPC, and ends cleanly at SIGTERM [G13]', async () => {
    const child = spawn(process.execPath, [MAIN], { env: { SANDBOX_PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
    const printed = child.stdout!.toArray();
    const [told] = await once(child, 'message');
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(JSON.parse((await printed).join(''))).toEqual(told);
    expect(told.listening).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('does not outlive its parent: it ends when the channel closes [G13]', async () => {
    const sandbox = await startSandbox();
    sandbox.child.disconnect();
    const [code] = await sandbox.exited;
    expect(code).toBe(0);
  });

  it('names every wrong variable in one line and exits 1 [G13]', async () => {
    const { code, stderr, stdout } = await runSandbox({ SANDBOX_PORT: '70000', SANDBOX_RATE_LIMIT: 'many', SANDBOX_REDIRECT_URIS: 'nowhere' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    for (const name of ['SANDBOX_PORT', 'SANDBOX_RATE_LIMIT', 'SANDBOX_REDIRECT_URIS']) expect(stderr).toContain(name);
  });

  it('says in one line that its port is in use and exits 1 [G13]', async () => {
    const first = await startSandbox();
    const { port } = new URL(first.url);
    const { code, stderr } = await runSandbox({ SANDBOX_PORT: port });
    await first.stop();
    expect(code).toBe(1);
    expect(stderr).toBe(
      `HubSpot sandbox: port ${port} on 127.0.0.1 is in use; set SANDBOX_PORT to another one, or to 0 for any free one\n`,
    );
  });
});

describe('the state file', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps contacts, own properties, ids and tokens over kill -9, but no fault [G13]', async () => {
    const SANDBOX_STATE_FILE = join(folder, 'new', 'hubspot.json');
    const before = await startSandbox({ SANDBOX_STATE_FILE });
    const { access_token, refresh_token } = await before.connect();
    const tier = { name: 'lead_tier', label: 'Tier', type: 'string', fieldType: 'text', groupName: 'contactinformation' };
    await before.call('POST', '/crm/v3/properties/contacts', { json: tier });
    await before.call('POST', '/__sandbox/faults', { json: { status: 500, times: null } });
    const create = (sandbox: StartedSandbox, email: string) =>
      sandbox.call('POST', '/__sandbox/contacts', { json: { properties: { email, lead_tier: 'gold' } } });
    const made = await Promise.all(['a@x.example', 'b@x.example', 'c@x.example'].map((email) => create(before, email)));
    before.child.kill('SIGKILL');
    await before.exited;

    const after = await startSandbox({ SANDBOX_STATE_FILE });
    const kept = await after.call('GET', '/__sandbox/contacts');
    const list = await after.call('GET', '/crm/v3/objects/contacts?limit=1', { token: access_token });
    const taken = await after.call('POST', '/crm/v3/objects/contacts', { json: { properties: { email: 'B@x.example' } } });
    const form = { grant_type: 'refresh_token', client_id: 'sandbox-client', client_secret: 'sandbox-secret', refresh_token };
    const refreshed = await after.call('POST', '/oauth/v3/token', { form, token: null });
    const next = await create(after, 'd@x.example');
    await after.stop();
    expect(kept.text).toBe(`[${made.map(({ text }) => text).join()}]`);
    expect([list.status, taken.status, refreshed.status]).toEqual([200, 409, 200]);
    expect(Number(next.body.id)).toBeGreaterThan(Number(made[2]?.body.id));
  });

  it('is refused in one line when it is something else [G13]', async () => {
    const SANDBOX_STATE_FILE = join(folder, 'hubspot.json');
    for (const text of ['{"contacts":', '{"contacts":[]}']) {
      await writeFile(SANDBOX_STATE_FILE, text);
      const { code, stderr } = await runSandbox({ SANDBOX_PORT: '0', SANDBOX_STATE_FILE });
      expect(code).toBe(1);
      expect(stderr).toMatch(/^HubSpot sandbox: SANDBOX_STATE_FILE .+ cannot be used .+\n$/);
      expect(await readFile(SANDBOX_STATE_FILE, 'utf8')).toBe(text);
    }
  });
});

describe('the door', () => {
  let sandbox: StartedSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.stop());

  it('answers an unknown path in HubSpot’s shape [G1] [G13]', async () => {
    const { status, body } = await sandbox.call('GET', '/crm/v3/objects/nothing');
    expect(status).toBe(404);
    expect(body).toEqual({ status: 'error', message: 'resource not found', correlationId: expect.any(String) });
  });

  it('refuses a missing and an unknown token with 401 INVALID_AUTHENTICATION [G1]', async () => {
    for (const token of [null, 'nonsense']) {
      const { status, body } = await sandbox.call('GET', '/crm/v3/objects/contacts', { token });
      expect(status).toBe(401);
      expect(body).toMatchObject({ status: 'error', category: 'INVALID_AUTHENTICATION', correlationId: expect.any(String) });
    }
  });

  it('refuses another media type, broken JSON, a wrong shape and an absent body [G13]', async () => {
    const path = '/crm/objects/2026-03/contacts';
    const form = await sandbox.call('POST', path, { form: { email: 'ana@example.com' } });
    const text = await sandbox.call('POST', path, { raw: { type: 'text/plain', text: '{}' } });
    const broken = await sandbox.call('POST', path, { raw: { type: 'application/json', text: '{"properties":' } });
    const shape = await sandbox.call('POST', path, { json: { properties: { email: { nested: true } } } });
    const absent = await sandbox.call('POST', path);
    expect([form, text, broken, shape, absent].map(({ status }) => status)).toEqual([415, 415, 400, 400, 400]);
    for (const { body } of [form, text, broken, shape, absent]) {
      expect(body).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR', correlationId: expect.any(String) });
    }
    expect((await sandbox.call('GET', '/__sandbox/contacts')).body).toEqual([]);
  });

  it('reports a bad token before a bad body [G13]', async () => {
    const raw = { type: 'application/json', text: '{' };
    expect((await sandbox.call('POST', '/crm/v3/objects/contacts', { raw, token: 'nonsense' })).status).toBe(401);
  });

  it('answers an address that cannot be decoded in HubSpot’s shape [G13]', async () => {
    const { status, body } = await sandbox.call('GET', '/crm/v3/objects/contacts/%zz');
    expect([status, body]).toEqual([400, expect.objectContaining({ status: 'error', category: 'VALIDATION_ERROR', correlationId: expect.any(String) })]);
  });

  it('answers 414 for an address that is too long [G1]', async () => {
    const { status } = await sandbox.call('GET', `/crm/v3/objects/contacts?properties=${'a'.repeat(9_000)}`);
    expect(status).toBe(414);
  });
});

describe('the rate', () => {
  let sandbox: StartedSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ SANDBOX_RATE_LIMIT: '2' });
  });
  afterAll(() => sandbox.stop());

  it('counts down in HubSpot’s headers and then refuses as documented, without Retry-After [G1] [G13]', async () => {
    const [first, second, third] = [
      await sandbox.call('GET', '/crm/v3/objects/contacts'),
      await sandbox.call('GET', '/crm/v3/properties/contacts'),
      await sandbox.call('GET', '/crm/v3/objects/contacts'),
    ];
    const left = [first, second, third].map(({ headers }) => headers.get('X-HubSpot-RateLimit-Remaining'));
    expect(left).toEqual(['1', '0', '0']);
    expect(first.headers.get('X-HubSpot-RateLimit-Max')).toBe('2');
    expect(first.headers.get('X-HubSpot-RateLimit-Interval-Milliseconds')).toBe('10000');
    expect([first.status, second.status, third.status]).toEqual([200, 200, 429]);
    expect(third.headers.has('Retry-After')).toBe(false);
    expect(third.body).toEqual({
      status: 'error',
      message: 'You have reached your ten_secondly_rolling limit.',
      errorType: 'RATE_LIMIT',
      correlationId: expect.any(String),
      policyName: 'TEN_SECONDLY_ROLLING',
      requestId: expect.any(String),
    });
  });

  it('lets five searches a second pass, apart from the rest and without headers [G1] [G13]', async () => {
    const search = () => sandbox.call('POST', '/crm/v3/objects/contacts/search', { json: {} });
    const answers = await Promise.all(Array.from({ length: 8 }, search));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toEqual(Array(3).fill(expect.objectContaining({ body: expect.objectContaining({ policyName: 'SECONDLY' }) })));
    expect(answers.some(({ headers }) => headers.has('X-HubSpot-RateLimit-Max'))).toBe(false);
  });

  it('never counts the control routes [G13]', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => sandbox.call('GET', '/__sandbox/contacts')));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
  });
});
