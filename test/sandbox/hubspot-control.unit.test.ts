import { itInChromium, openOffline } from '../support/chromium.ts';
import { startSandbox, type StartedSandbox } from './start-sandbox.ts';

const P = '/crm/v3/objects/contacts';

let sandbox: StartedSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ SANDBOX_RATE_LIMIT: '100000' });
});
beforeEach(() => sandbox.call('DELETE', '/__sandbox'));
afterAll(() => sandbox.stop());

const order = (fault: object) => sandbox.call('POST', '/__sandbox/faults', { json: fault });
const create = (email: string) => sandbox.call('POST', P, { json: { properties: { email } } });
const contacts = async () => {
  const held: { properties: { email: string } }[] = (await sandbox.call('GET', '/__sandbox/contacts')).body;
  return held.map(({ properties }) => properties.email);
};
const requests = async () => {
  const recorded: { method: string; path: string; status: number | null; body: unknown }[] = (await sandbox.call('GET', '/__sandbox/requests')).body;
  return recorded;
};

describe('faults', () => {
  it('answer a status so many times, in HubSpot’s shape, with Retry-After when ordered [G13]', async () => {
    const ordered = await order({ method: 'POST', path: P, status: 503, times: 2, retryAfter: 7 });
    expect(ordered.status).toBe(201);
    expect(ordered.body).toMatchObject({ id: expect.any(Number), method: 'POST', path: P, status: 503, times: 2, retryAfter: 7 });
    expect((await sandbox.call('GET', P)).status).toBe(200);
    const [first, second, third] = [await create('a@x.example'), await create('a@x.example'), await create('a@x.example')];
    expect([first.status, second.status, third.status]).toEqual([503, 503, 201]);
    expect(first.headers.get('Retry-After')).toBe('7');
    expect(first.body).toEqual({ status: 'error', message: 'Service Unavailable', correlationId: expect.any(String) });
    expect((await sandbox.call('GET', '/__sandbox/faults')).body).toEqual([]);
  });

  it('speak each status as HubSpot does [G1] [G13]', async () => {
    const shapes: [status: number, shape: object][] = [
      [401, { category: 'EXPIRED_AUTHENTICATION' }],
      [403, { category: 'MISSING_SCOPES', errors: [expect.anything()] }],
      [404, { message: 'resource not found' }],
      [429, { errorType: 'RATE_LIMIT', policyName: 'TEN_SECONDLY_ROLLING' }],
      [477, { status: 'error' }],
      [500, { status: 'error' }],
    ];
    for (const [status, shape] of shapes) {
      await order({ path: '/crm/', status });
      const answer = await create('a@x.example');
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({ status: 'error', correlationId: expect.any(String), ...shape });
    }
    await order({ path: '/oauth/', status: 400 });
    expect((await sandbox.call('POST', '/oauth/v3/token', { form: {} })).body.error).toBe('invalid_grant');
  });

  it('last until they are cleared with times null, and match by glob [G13]', async () => {
    await order({ path: '/crm/*/batch/*', status: 500, times: null });
    const read = () => sandbox.call('POST', `${P}/batch/read`, { json: { properties: [], propertiesWithHistory: [], inputs: [{ id: '1' }] } });
    expect([(await read()).status, (await read()).status, (await create('a@x.example')).status]).toEqual([500, 500, 201]);
    expect((await sandbox.call('DELETE', '/__sandbox/faults')).status).toBe(204);
    expect((await read()).status).toBe(207);
  });

  it('drop the connection before the work, or after it: the lost answer [G13]', async () => {
    await order({ path: P, dropConnection: true });
    await expect(create('before@x.example')).rejects.toThrow('fetch failed');
    await order({ path: P, dropConnection: true, after: true });
    await expect(create('after@x.example')).rejects.toThrow('fetch failed');
    expect(await contacts()).toEqual(['after@x.example']);
    expect((await requests()).map(({ status, body }) => ({ status, body }))).toEqual([
      { status: null, body: { properties: { email: 'before@x.example' } } },
      { status: null, body: { properties: { email: 'after@x.example' } } },
    ]);
  });

  it('answer a failure though the work is done, also where the answer had no body [G13]', async () => {
    await order({ path: P, status: 502, after: true });
    expect((await create('a@x.example')).body).toMatchObject({ status: 'error', message: 'Bad Gateway' });
    await order({ method: 'DELETE', path: P, status: 500, after: true });
    expect((await sandbox.call('DELETE', `${P}/1`)).status).toBe(500);
    expect(await contacts()).toEqual(['a@x.example']);
    expect((await requests()).map(({ status }) => status)).toEqual([502, 500]);
  });

  it('delay, and then let the call go on [G13]', async () => {
    await order({ path: P, delayMs: 300 });
    const begun = performance.now();
    expect((await create('a@x.example')).status).toBe(201);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(295);
  });

  it('answer garbage [G13]', async () => {
    await order({ path: P, body: '{"results":[{"id":' });
    const cut = await sandbox.call('GET', P);
    expect([cut.status, cut.text, cut.headers.get('Content-Type')]).toEqual([200, '{"results":[{"id":', expect.stringContaining('application/json')]);
    await order({ path: P, status: 502, body: '<html>Bad gateway</html>' });
    const page = await sandbox.call('GET', P);
    expect([page.status, page.text, page.headers.get('Content-Type')]).toEqual([502, '<html>Bad gateway</html>', expect.stringContaining('text/html')]);
  });

  it('are refused when they are wrong or without effect [G13]', async () => {
    for (const fault of [{}, { path: '/crm' }, { status: 99 }, { status: 500, times: 0 }, { status: 500, tiems: 2 }, { path: 'crm', status: 500 }, { delayMs: -1 }]) {
      expect((await order(fault)).status).toBe(400);
    }
    expect((await sandbox.call('GET', '/__sandbox/faults')).body).toEqual([]);
  });
});

describe('what was asked', () => {
  it('is recorded in order with its query and body, but not the sandbox’s own routes [G13]', async () => {
    await create('a@x.example');
    await sandbox.call('GET', `${P}?limit=5`);
    await sandbox.call('GET', '/');
    expect(await requests()).toEqual([
      { at: expect.any(String), method: 'POST', path: P, status: 201, body: { properties: { email: 'a@x.example' } } },
      { at: expect.any(String), method: 'GET', path: `${P}?limit=5`, status: 200, body: null },
    ]);
  });

  it('never shows a secret: not in a body, an address or a header [G13]', async () => {
    const { access_token, refresh_token } = await sandbox.connect();
    const form = { grant_type: 'refresh_token', client_id: 'sandbox-client', client_secret: 'sandbox-secret', refresh_token };
    await sandbox.call('POST', '/oauth/v3/token', { form, token: null });
    await sandbox.call('POST', `/oauth/v3/token?${new URLSearchParams(form).toString()}`, { form, token: null });
    await sandbox.call('GET', `/oauth/authorize?client%5Fsecret=sandbox-secret`);
    await sandbox.call('POST', '/oauth/v3/token/introspect', { form: { ...form, token: access_token }, token: null });
    await sandbox.call('GET', `/oauth/v1/access-tokens/${access_token}`, { token: access_token });
    await sandbox.call('GET', P, { token: access_token });
    const shown = JSON.stringify(await requests()) + (await sandbox.call('GET', '/')).text;
    for (const secret of [access_token, refresh_token, 'sandbox-secret']) expect(shown).not.toContain(secret);
    expect(await requests()).toContainEqual(expect.objectContaining({
      path: '/oauth/2026-03/token',
      body: expect.objectContaining({ grant_type: 'authorization_code', client_id: 'sandbox-client', client_secret: '•••', code: '•••' }),
    }));
  });
});

describe('the account', () => {
  it('takes planted contacts, which search knows at once, and shows what it holds [G13]', async () => {
    const planted = await sandbox.call('POST', '/__sandbox/contacts', { json: { properties: { email: 'a@x.example', num_notes: '3' } } });
    expect(planted.status).toBe(201);
    expect((await sandbox.call('GET', '/__sandbox/contacts')).body).toEqual([planted.body]);
    expect((await sandbox.call('POST', `${P}/search`, { json: {} })).body.total).toBe(1);
    expect((await sandbox.call('POST', '/__sandbox/contacts', { json: { properties: { favourite: 'x' } } })).status).toBe(400);
  });

  it('lets a property become another, as in the settings of the account [G13] [H10]', async () => {
    const changed = await sandbox.call('PATCH', '/__sandbox/properties/jobtitle', { json: { type: 'enumeration', fieldType: 'select', options: ['a', 'b'], readOnly: true } });
    expect(changed.status).toBe(200);
    const { body } = await sandbox.call('GET', '/crm/v3/properties/contacts/jobtitle');
    expect(body).toMatchObject({ name: 'jobtitle', label: 'Job Title', type: 'enumeration', options: [{ value: 'a' }, { value: 'b' }], modificationMetadata: { readOnlyValue: true } });
    expect((await create('a@x.example')).status).toBe(201);
    expect((await sandbox.call('POST', P, { json: { properties: { jobtitle: 'a' } } })).status).toBe(400);
    expect((await sandbox.call('PATCH', '/__sandbox/properties/unheard_of', { json: {} })).status).toBe(404);
    expect((await sandbox.call('PATCH', '/__sandbox/properties/jobtitle', { json: { name: 'x' } })).status).toBe(400);
  });

  it('forgets all at a reset, but never gives an id again [G13]', async () => {
    const { body } = await create('a@x.example');
    const { access_token } = await sandbox.connect();
    await order({ status: 500 });
    expect((await sandbox.call('DELETE', '/__sandbox')).status).toBe(204);
    expect([await contacts(), await requests(), (await sandbox.call('GET', '/__sandbox/faults')).body]).toEqual([[], [], []]);
    expect((await sandbox.call('GET', P, { token: access_token })).status).toBe(401);
    expect(Number((await create('a@x.example')).body.id)).toBeGreaterThan(Number(body.id));
  });
});

describe('the page', () => {
  const hostile = '<img src=x onerror="document.title=\'taken\'">';

  it('shows contacts and requests with everything escaped [G13]', async () => {
    await sandbox.call('POST', P, { json: { properties: { email: 'a@x.example', firstname: hostile } } });
    await sandbox.call('GET', `${P}/${encodeURIComponent(hostile)}`);
    const { text, headers } = await sandbox.call('GET', '/');
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(text).toContain('&lt;img src=x onerror=&quot;');
    expect(text).not.toContain('<img');
  });

  itInChromium('follows what happens, orders a fault, and complains of nothing [G13]', async () => {
    await using browser = await openOffline(sandbox.url);
    const { page } = browser;
    await create('live@x.example');
    await page.locator('td[data-of=email]', { hasText: 'live@x.example' }).waitFor();
    await page.getByLabel('Path').fill('/crm/*');
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByText('Faults in wait (1)').waitFor();
    expect((await create('b@x.example')).status).toBe(503);
    await page.locator('td[data-of=status]', { hasText: '503' }).waitFor();
    expect([browser.foreign, browser.complaints]).toEqual([[], []]);
  });

  itInChromium('asks a person for consent and takes the answer of the button back [G13]', async () => {
    const query = new URLSearchParams({ client_id: 'sandbox-client', redirect_uri: `${sandbox.url}/`, scope: 'oauth crm.objects.contacts.read', state: 's"1' });
    await using browser = await openOffline(`${sandbox.url}/oauth/authorize?${query.toString()}`);
    await browser.page.getByRole('button', { name: 'Approve' }).click();
    await browser.page.waitForURL(/[?&]code=/);
    expect(new URL(browser.page.url()).searchParams.get('state')).toBe('s"1');
    expect([browser.foreign, browser.complaints]).toEqual([[], []]);
  });
});
