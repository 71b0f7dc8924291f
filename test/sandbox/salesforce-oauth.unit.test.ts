import { createHmac } from 'node:crypto';
import { B, CLIENT, makePkce, REDIRECT, type Salesforce, startSalesforce } from './start-salesforce.ts';

let sandbox: Salesforce;
beforeAll(async () => {
  sandbox = await startSalesforce();
});
beforeEach(() => sandbox.control('DELETE', ''));
afterAll(() => sandbox.stop());

const list = (token: string) => sandbox.call('GET', `${B}/sobjects`, { token });
const { challenge } = makePkce();

describe('consent', () => {
  it('shows a person what is asked for, escaped, with two buttons [G13]', async () => {
    const { status, text, headers } = await sandbox.authorize({ code_challenge: challenge, state: '"><script>alert(1)</script>' });
    expect(status).toBe(200);
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    for (const shown of ['name="approve"', 'name="deny"', 'Example Ltd', 'refresh_token']) expect(text).toContain(shown);
    expect(text).not.toContain('<script');
  });

  it('goes back with code and state when approved, and with access_denied when not [F1] [G13]', async () => {
    const approved = new URL((await sandbox.authorize({ code_challenge: challenge, approve: '1' })).headers.get('Location')!);
    expect(approved.href.startsWith(REDIRECT)).toBe(true);
    expect([approved.searchParams.get('code'), approved.searchParams.get('state')]).toEqual([expect.any(String), 'state <1>']);
    const denied = new URL((await sandbox.authorize({ code_challenge: challenge, deny: '1' })).headers.get('Location')!);
    expect(Object.fromEntries(denied.searchParams)).toEqual({ error: 'access_denied', error_description: 'end-user denied authorization', state: 'state <1>' });
  });

  it('never sends anyone back for an unknown app or address [G13]', async () => {
    for (const each of [{ client_id: 'other' }, { redirect_uri: 'https://evil.example/' }, { redirect_uri: 'javascript:alert(1)' }]) {
      const { status, headers } = await sandbox.authorize({ code_challenge: challenge, approve: '1', ...each });
      expect([status, headers.get('Location')]).toEqual([400, null]);
    }
  });

  it.each([
    [{ code_challenge: 'LEFT OUT' }, 'invalid_request'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge_method: 'LEFT OUT' }, 'invalid_request'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: 'api everything' }, 'invalid_scope'],
  ])('tells the app what is wrong with %j, and gives no code [F1] [G13]', async (wrong, error) => {
    const { headers } = await sandbox.authorize({ code_challenge: challenge, approve: '1', ...wrong });
    const { searchParams } = new URL(headers.get('Location')!);
    expect([searchParams.get('error'), searchParams.get('code'), searchParams.get('state')]).toEqual([error, null, 'state <1>']);
  });
});

describe('tokens', () => {
  it('are what the documents show: no expiry, the organisation in the id, and a signature [F1] [G13]', async () => {
    const { status, body } = await sandbox.consent();
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^00DB0000000TfcR!AQ/),
      refresh_token: expect.stringMatching(/^5Aep861/),
      signature: createHmac('sha256', CLIENT.client_secret).update(String(body.id) + String(body.issued_at)).digest('base64'),
      scope: 'api refresh_token id',
      instance_url: sandbox.url,
      id: `${sandbox.url}/id/00DB0000000TfcRMAS/005B0000000PX8YIAW`,
      token_type: 'Bearer',
      issued_at: expect.stringMatching(/^\d{13}$/),
    });
    expect((await list(body.access_token)).status).toBe(200);
  });

  it.each([
    [{}, { code_verifier: 'LEFT OUT' }, 'invalid_request'],
    [{}, { code_verifier: 'x'.repeat(43) }, 'invalid_grant'],
    [{}, { redirect_uri: `${REDIRECT}/other` }, 'redirect_uri_mismatch'],
    [{}, { code: 'unknown' }, 'invalid_grant'],
    [{}, { client_secret: 'wrong' }, 'invalid_client'],
    [{}, { client_id: 'wrong' }, 'invalid_client_id'],
    [{}, { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('are refused for %j with %j: an object, status 400 [F1] [G13]', async (asked, form, error) => {
    const { status, body } = await sandbox.consent(asked, form);
    expect([status, body]).toEqual([400, { error, error_description: expect.any(String) }]);
  });

  it('are given once for a code [F1] [G13]', async () => {
    const { verifier, challenge: asked } = makePkce();
    const { headers } = await sandbox.authorize({ approve: '1', code_challenge: asked });
    const code = new URL(headers.get('Location')!).searchParams.get('code')!;
    const exchange = () => sandbox.token({ grant_type: 'authorization_code', ...CLIENT, redirect_uri: REDIRECT, code, code_verifier: verifier });
    expect([(await exchange()).status, (await exchange()).body]).toEqual([200, { error: 'invalid_grant', error_description: 'expired authorization code' }]);
  });

  it('rotate: each refresh token serves once, and a second use ends the whole family [F1] [G13]', async () => {
    const first = (await sandbox.consent()).body;
    const second = (await sandbox.refresh(first.refresh_token)).body;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect((await sandbox.refresh(first.refresh_token)).body).toEqual({ error: 'invalid_grant', error_description: 'expired access/refresh token' });
    expect((await sandbox.refresh(second.refresh_token)).status).toBe(400);
    expect([(await list(first.access_token)).status, (await list(second.access_token)).status]).toEqual([401, 401]);
  });

  it('without rotation bring no new refresh token, and the old one goes on [F1] [G13]', async () => {
    await sandbox.control('PATCH', '/options', { rotateRefreshTokens: false });
    const { refresh_token } = (await sandbox.consent()).body;
    const refreshed = await sandbox.refresh(refresh_token);
    expect(refreshed.body).not.toHaveProperty('refresh_token');
    expect((await sandbox.refresh(refresh_token)).status).toBe(200);
  });

  it('may come from an organisation that has moved meanwhile [G2] [G13]', async () => {
    const { refresh_token } = (await sandbox.consent()).body;
    const instanceUrl = sandbox.url.replace('127.0.0.1', 'localhost');
    await sandbox.control('PATCH', '/options', { instanceUrl });
    const { body } = await sandbox.refresh(refresh_token);
    expect(body.instance_url).toBe(instanceUrl);
    await sandbox.call('GET', `${instanceUrl}${B}/sobjects`, { token: body.access_token });
    const requests: { host: string }[] = (await sandbox.control('GET', '/requests')).body;
    expect(requests.at(-1)?.host).toBe(new URL(instanceUrl).host);
  });

  it('end with the session, by the clock or by order, and a refresh brings a new one [G13]', async () => {
    const { access_token, refresh_token } = (await sandbox.consent()).body;
    await sandbox.control('PATCH', '/options', { sessionSeconds: 0 });
    const { status, body } = await list(access_token);
    expect([status, body]).toEqual([401, [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }]]);
    await sandbox.control('PATCH', '/options', { sessionSeconds: 7200 });
    const renewed = (await sandbox.refresh(refresh_token)).body;
    expect((await list(renewed.access_token)).status).toBe(200);
    await sandbox.control('POST', '/expire-tokens');
    expect((await list(renewed.access_token)).status).toBe(401);
    expect((await sandbox.refresh(renewed.refresh_token)).status).toBe(200);
    await sandbox.control('POST', '/revoke-tokens');
    expect((await sandbox.refresh(renewed.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('live by a clock that can be set ahead: in use they go on, unused they end [E7] [G13]', async () => {
    const { access_token, refresh_token } = (await sandbox.consent()).body;
    const statusAt = async (minutes: number) => {
      await sandbox.control('PUT', '/session-clock', { aheadMs: minutes * 60_000 });
      return (await list(access_token)).status;
    };
    expect([await statusAt(100), await statusAt(200), await statusAt(321)]).toEqual([200, 200, 401]);
    const renewed = (await sandbox.refresh(refresh_token)).body;
    expect((await list(renewed.access_token)).status).toBe(200);
  });

  it('carry what was granted: without api no call, without refresh_token no refresh token [F1] [G13]', async () => {
    const narrow = (await sandbox.consent({ grant: 'api' })).body;
    expect(narrow).not.toHaveProperty('refresh_token');
    expect([narrow.scope, (await list(narrow.access_token)).status]).toEqual(['api', 200]);
    const none = (await sandbox.consent({ scope: 'id offline_access' })).body;
    expect(none.scope).toBe('id refresh_token');
    expect((await list(none.access_token)).body).toEqual([{ message: expect.any(String), errorCode: 'INVALID_SESSION_ID' }]);
  });

  it('are revoked one by one, or with the refresh token all at once [F1] [G13]', async () => {
    const first = (await sandbox.consent()).body;
    const revoke = (token: string) => sandbox.call('POST', '/services/oauth2/revoke', { form: { token } });
    const introspect = async (token: string) => (await sandbox.call('POST', '/services/oauth2/introspect', { form: { ...CLIENT, token } })).body;
    expect(await introspect(first.access_token)).toMatchObject({ active: true, scope: 'api refresh_token id', username: 'jo@example.com', token_type: 'access_token' });
    const revoked = await revoke(first.access_token);
    expect([revoked.status, revoked.text]).toEqual([200, '']);
    expect((await list(first.access_token)).status).toBe(401);
    const second = (await sandbox.refresh(first.refresh_token)).body;
    expect((await revoke(second.refresh_token)).status).toBe(200);
    expect((await list(second.access_token)).status).toBe(401);
    expect(await introspect(second.refresh_token)).toEqual({ active: false });
    expect((await revoke('unknown')).status).toBe(400);
  });

  it('drop the oldest of more than five consents [G13]', async () => {
    const consents = [];
    for (let count = 0; count < 6; count += 1) consents.push((await sandbox.consent()).body);
    const statuses = await Promise.all(consents.slice(0, 2).map(({ refresh_token }) => sandbox.refresh(refresh_token)));
    expect(statuses.map(({ status }) => status)).toEqual([400, 200]);
  });

  it('tell who the user is [G13]', async () => {
    const { access_token, id } = (await sandbox.consent()).body;
    const info = await sandbox.call('GET', '/services/oauth2/userinfo', { token: access_token });
    expect(info.body).toMatchObject({ organization_id: '00DB0000000TfcRMAS', user_id: '005B0000000PX8YIAW', email: 'jo@example.com' });
    expect((await sandbox.call('GET', id, { token: access_token })).body).toMatchObject({ asserted_user: true, username: 'jo@example.com' });
    expect((await sandbox.call('GET', '/services/oauth2/userinfo', { token: 'nonsense' })).status).toBe(403);
  });
});
