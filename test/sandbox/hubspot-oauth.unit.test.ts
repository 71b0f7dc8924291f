import { startSandbox, type StartedSandbox } from './start-sandbox.ts';

const REDIRECT = 'http://127.0.0.1:4000/oauth/hubspot/callback';
const CLIENT = { client_id: 'sandbox-client', client_secret: 'sandbox-secret' };
const VERSIONS = ['v1', 'v3', '2026-03', '2026-09'];

let sandbox: StartedSandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
beforeEach(() => sandbox.call('DELETE', '/__sandbox'));
afterAll(() => sandbox.stop());

const authorize = (extra: Record<string, string>) => {
  const query = new URLSearchParams({
    client_id: 'sandbox-client',
    redirect_uri: REDIRECT,
    scope: 'oauth crm.objects.contacts.read',
    state: 'state <1>',
    ...extra,
  });
  return sandbox.call('GET', `/oauth/authorize?${query.toString()}`, { token: null });
};
const codeOf = async (extra: Record<string, string> = {}) => {
  const { headers } = await authorize({ approve: '1', ...extra });
  return new URL(headers.get('Location')!).searchParams.get('code')!;
};
const post = (path: string, form: Record<string, string>) => sandbox.call('POST', path, { form, token: null });
const exchange = (code: string, extra: Record<string, string> = {}, version = '2026-03') =>
  post(`/oauth/${version}/token`, { grant_type: 'authorization_code', ...CLIENT, redirect_uri: REDIRECT, code, ...extra });
const refresh = (refresh_token: string, version = '2026-03') =>
  post(`/oauth/${version}/token`, { grant_type: 'refresh_token', ...CLIENT, refresh_token });
const list = (token: string) => sandbox.call('GET', '/crm/v3/objects/contacts', { token });

describe('consent', () => {
  it('shows a person what is asked for, escaped, with two buttons [G13]', async () => {
    const { status, text, headers } = await authorize({ state: '"><script>alert(1)</script>' });
    expect(status).toBe(200);
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(text).toContain('name="approve"');
    expect(text).toContain('name="deny"');
    expect(text).toContain('crm.objects.contacts.read');
    expect(text).not.toContain('<script');
  });

  it('goes back with code and state when approved, and with access_denied when not [G13]', async () => {
    const approved = new URL((await authorize({ approve: '1' })).headers.get('Location')!);
    expect(approved.href.startsWith(REDIRECT)).toBe(true);
    expect([approved.searchParams.get('code'), approved.searchParams.get('state')]).toEqual([expect.any(String), 'state <1>']);
    const denied = new URL((await authorize({ deny: '1' })).headers.get('Location')!);
    expect(denied.searchParams.get('error')).toBe('access_denied');
    expect(denied.searchParams.get('error_description')).toEqual(expect.any(String));
    expect(denied.searchParams.get('state')).toBe('state <1>');
  });

  it('never sends anyone back for an unknown app, address or scope [G13]', async () => {
    const wrong = [
      { client_id: 'other' },
      { redirect_uri: 'https://evil.example/' },
      { redirect_uri: 'javascript:alert(1)' },
      { scope: '' },
      { scope: 'oauth everything' },
    ];
    for (const each of wrong) {
      const { status, headers } = await authorize({ approve: '1', ...each });
      expect([status, headers.get('Location')]).toEqual([400, null]);
    }
  });

  it('keeps to the registered addresses when there are some [G13]', async () => {
    const strict = await startSandbox({ SANDBOX_REDIRECT_URIS: `${REDIRECT}, https://app.example.com/cb` });
    const ask = (redirect_uri: string) =>
      strict.call('GET', `/oauth/authorize?${new URLSearchParams({ client_id: 'sandbox-client', redirect_uri, scope: 'oauth', approve: '1' }).toString()}`);
    const statuses = [(await ask(REDIRECT)).status, (await ask('https://app.example.com/cb')).status, (await ask(`${REDIRECT}/x`)).status];
    await strict.stop();
    expect(statuses).toEqual([302, 302, 400]);
  });
});

describe('tokens', () => {
  it.each(VERSIONS)('are given for a code and for a refresh token on %s [G1]', async (version) => {
    const { status, body } = await exchange(await codeOf(), {}, version);
    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 1800, hub_id: 62515, scopes: ['oauth', 'crm.objects.contacts.read'] });
    expect(body.access_token.length).toBeGreaterThan(300);
    const again = await refresh(body.refresh_token, version);
    expect(again.body.refresh_token).toBe(body.refresh_token);
    expect(again.body.access_token).not.toBe(body.access_token);
    expect((await list(again.body.access_token)).status).toBe(200);
  });

  it('refuse a code that was used, is unknown, or belongs to another address [G1]', async () => {
    const code = await codeOf();
    await exchange(code);
    for (const answer of [await exchange(code), await exchange('unknown')]) {
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ status: 'BAD_AUTH_CODE', error: 'invalid_grant', correlationId: expect.any(String) });
    }
    const elsewhere = await exchange(await codeOf(), { redirect_uri: `${REDIRECT}/other` });
    expect([elsewhere.status, elsewhere.body.status]).toEqual([400, 'BAD_REDIRECT_URI']);
  });

  it('refuse a bad refresh token with the documented body [G1]', async () => {
    const { status, body } = await refresh('unknown');
    expect(status).toBe(400);
    expect(body).toEqual({
      status: 'BAD_REFRESH_TOKEN',
      message: 'missing or invalid refresh token',
      correlationId: expect.any(String),
      error: 'invalid_grant',
      error_description: 'refresh token is invalid, expired or revoked',
    });
  });

  it('refuse a wrong client: 400 on the first version, 401 on the newer ones [G1]', async () => {
    const statuses = [];
    for (const version of VERSIONS) {
      const { status, body } = await exchange(await codeOf(), { client_secret: 'wrong' }, version);
      expect(body).toMatchObject({ status: 'BAD_CLIENT_SECRET', error: 'invalid_client' });
      statuses.push(status);
    }
    expect(statuses).toEqual([400, 401, 401, 401]);
  });

  it('read the form only: neither JSON nor the query [G1]', async () => {
    const code = await codeOf();
    const fields = { grant_type: 'authorization_code', ...CLIENT, redirect_uri: REDIRECT, code };
    expect((await sandbox.call('POST', '/oauth/v3/token', { json: fields, token: null })).status).toBe(415);
    expect((await post(`/oauth/v3/token?${new URLSearchParams(fields).toString()}`, {})).status).toBe(401);
  });

  it('expire with 401 EXPIRED_AUTHENTICATION and are replaced by a refresh [G1] [G13]', async () => {
    const { access_token, refresh_token } = await sandbox.connect();
    await sandbox.call('POST', '/__sandbox/expire-tokens');
    const { status, body } = await list(access_token);
    expect(status).toBe(401);
    expect(body).toMatchObject({ status: 'error', category: 'EXPIRED_AUTHENTICATION' });
    expect(body.message).toMatch(/^The OAuth token used to make this call expired \d+ second\(s\) ago\.$/);
    expect((await list((await refresh(refresh_token)).body.access_token)).status).toBe(200);
  });

  it('are all ended by revoke-tokens, but for the static one [G13]', async () => {
    const { access_token, refresh_token } = await sandbox.connect();
    await sandbox.call('POST', '/__sandbox/revoke-tokens');
    expect((await list(access_token)).body.category).toBe('INVALID_AUTHENTICATION');
    expect((await refresh(refresh_token)).body.error).toBe('invalid_grant');
    expect((await list('pat-na1-sandbox')).status).toBe(200);
  });

  it('carry what was granted: a call beyond it is 403 MISSING_SCOPES in shape [G1]', async () => {
    const code = await codeOf({ scope: 'oauth crm.objects.contacts.read crm.objects.contacts.write', grant: 'crm.objects.contacts.read' });
    const { access_token, scopes } = (await exchange(code)).body;
    expect(scopes).toEqual(['oauth', 'crm.objects.contacts.read']);
    const { status, body } = await sandbox.call('POST', '/crm/v3/objects/contacts', { json: { properties: {} }, token: access_token });
    expect(status).toBe(403);
    expect(body).toMatchObject({
      status: 'error',
      category: 'MISSING_SCOPES',
      errors: [{ context: { requiredGranularScopes: ['crm.objects.contacts.write'] } }],
      links: { scopes: expect.any(String) },
    });
  });

  it('are described by introspection and ended by revocation, which spares live access tokens [G1]', async () => {
    const { access_token, refresh_token } = await sandbox.connect('oauth crm.objects.contacts.read');
    const introspect = (token: string) => post('/oauth/2026-09/token/introspect', { ...CLIENT, token });
    expect((await introspect(access_token)).body).toMatchObject({ active: true, token_use: 'access_token', hub_id: 62515, user: 'jo@example.com' });
    const legacy = await sandbox.call('GET', `/oauth/v1/access-tokens/${access_token}`, { token: null });
    expect(legacy.body).toMatchObject({ token: access_token, hub_domain: 'example.com', user_id: 1234567, app_id: 54321 });
    expect((await post('/oauth/2026-09/token/revoke', { ...CLIENT, token: refresh_token })).status).toBe(200);
    expect((await introspect(refresh_token)).body).toEqual({ active: false });
    expect((await refresh(refresh_token)).status).toBe(400);
    expect((await list(access_token)).status).toBe(200);
  });

  it('rotate when told to: the refresh token of before is dead [G13]', async () => {
    const rotating = await startSandbox({ SANDBOX_ROTATE_REFRESH_TOKENS: '1' });
    const { refresh_token } = await rotating.connect();
    const use = (token: string) =>
      rotating.call('POST', '/oauth/v3/token', { form: { grant_type: 'refresh_token', ...CLIENT, refresh_token: token }, token: null });
    const first = await use(refresh_token);
    const second = await use(refresh_token);
    const third = await use(first.body.refresh_token);
    await rotating.stop();
    expect([first.status, second.status, third.status]).toEqual([200, 400, 200]);
  });
});
