import { createHubspot } from '../../../../src/crm/providers/hubspot/create-hubspot.ts';
import { rejectionOf } from '../../a-session.ts';
import { answeringServer, say, type AnsweringServer } from '../../answering-server.ts';

const now = new Date('2026-11-20T10:00:00Z');
const { signal } = new AbortController();
let server: AnsweringServer;
afterEach(() => server.close());

const hubspotThatSays = async (answers: Record<string, [number, unknown]>) => {
  server = await answeringServer(({ path }, response) => {
    const [status, body] = answers[path] ?? [404, {}];
    say(response, status, body);
  });
  return createHubspot({ clientId: 'our id', clientSecret: 'planted-client-secret', apiBaseUrl: `${server.url}/`, clock: { now: () => now } });
};

const token = '/oauth/2026-09/token';
const introspect = '/oauth/2026-09/token/introspect';
const granted = { token_type: 'bearer', access_token: 'a', refresh_token: 'r', expires_in: 1800, hub_id: 62515, scopes: ['oauth', 's'] };
const stored = { accessToken: 'old', refreshToken: 'planted-refresh-token', expiresAt: 1, scopes: ['s'], accountId: '62515', accountName: 'example.com' };
const code = { code: 'planted-code', redirectUri: 'http://127.0.0.1:4000/oauth/hubspot/callback', codeVerifier: 'unused', site: { environment: 'PRODUCTION' as const } };

describe('the authorization address', () => {
  it('[F1] carries client, scopes, state and the way back, and no challenge', async () => {
    const hubspot = await hubspotThatSays({});
    const url = new URL(hubspot.authorizationUrl({ state: 'a/state+', redirectUri: code.redirectUri, codeChallenge: 'c', site: { environment: 'PRODUCTION' } }));

    expect(url.origin + url.pathname).toBe('https://app.hubspot.com/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'our id',
      redirect_uri: code.redirectUri,
      scope: 'oauth crm.objects.contacts.read crm.objects.contacts.write crm.schemas.contacts.read',
      state: 'a/state+',
    });
    expect(hubspot.usesPkce).toBe(false);
  });
});

describe('the exchange of a code', () => {
  it('[G1] sends a form with the credentials in it, and learns the account by introspection', async () => {
    const hubspot = await hubspotThatSays({
      [token]: [200, granted],
      [introspect]: [200, { active: true, hub_id: 62515, hub_domain: 'example.com', scopes: ['oauth', 's', 't'] }],
    });

    await expect(hubspot.exchangeCode(code, signal)).resolves.toEqual({
      accessToken: 'a',
      refreshToken: 'r',
      expiresAt: now.getTime() + 1_800_000,
      scopes: ['oauth', 's', 't'],
      accountId: '62515',
      accountName: 'example.com',
    });
    expect(server.seen.map(({ method, path, body }) => [method, path, Object.fromEntries(new URLSearchParams(body))])).toEqual([
      ['POST', token, { grant_type: 'authorization_code', code: 'planted-code', redirect_uri: code.redirectUri, client_id: 'our id', client_secret: 'planted-client-secret' }],
      ['POST', introspect, { token: 'a', token_type_hint: 'access_token', client_id: 'our id', client_secret: 'planted-client-secret' }],
    ]);
    expect(server.seen[0]?.headers.authorization).toBeUndefined();
  });

  it.each([[500, {}], [200, '<html>'], [200, {}]])('[G1] keeps the tokens when the introspection fails (%d %j): the code is spent', async (status, body) => {
    const hubspot = await hubspotThatSays({ [token]: [200, granted], [introspect]: [status, body] });

    await expect(hubspot.exchangeCode(code, signal)).resolves.toMatchObject({ accessToken: 'a', accountId: '62515', scopes: ['oauth', 's'] });
  });

  it.each([[{}], [[]], ['x'], [{ access_token: '' }], [{ access_token: 7 }], [{ access_token: 'a', expires_in: 'soon' }]])(
    '[G7] an answer such as %j is the provider being down',
    async (body) => {
      const hubspot = await hubspotThatSays({ [token]: [200, body] });

      await expect(rejectionOf(hubspot.exchangeCode(code, signal))).resolves.toMatchObject({ fault: { code: 'PROVIDER_DOWN', retryable: true } });
    },
  );
});

describe('the refresh of tokens', () => {
  it('[G1] stores the refresh token that comes back, and keeps what the answer leaves out', async () => {
    const hubspot = await hubspotThatSays({ [token]: [200, { access_token: 'new', refresh_token: 'rotated', expires_in: 60 }] });

    await expect(hubspot.refreshTokens(stored, signal)).resolves.toEqual({
      ...stored,
      accessToken: 'new',
      refreshToken: 'rotated',
      expiresAt: now.getTime() + 60_000,
    });
    expect(Object.fromEntries(new URLSearchParams(server.seen[0]?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'planted-refresh-token',
      client_id: 'our id',
      client_secret: 'planted-client-secret',
    });
  });

  it('[G1] keeps the old refresh token where none comes back', async () => {
    const hubspot = await hubspotThatSays({ [token]: [200, { access_token: 'new' }] });

    await expect(hubspot.refreshTokens(stored, signal)).resolves.toMatchObject({ accessToken: 'new', refreshToken: stored.refreshToken });
  });

  it('[G1] a token that was pasted in cannot be refreshed, and nothing is asked', async () => {
    const hubspot = await hubspotThatSays({});

    await expect(rejectionOf(hubspot.refreshTokens({ accessToken: 'pat', scopes: [] }, signal))).resolves.toMatchObject({
      fault: { code: 'AUTH_EXPIRED', retryable: false },
    });
    expect(server.seen).toEqual([]);
  });

  it.each([
    ['a revoked consent', 400, { status: 'BAD_REFRESH_TOKEN', error: 'invalid_grant' }, 'AUTH_EXPIRED', false],
    ['the same without the standard word', 400, { status: 'BAD_REFRESH_TOKEN' }, 'AUTH_EXPIRED', false],
    ['a spent code', 400, { status: 'BAD_AUTH_CODE' }, 'AUTH_EXPIRED', false],
    ['the wrong client', 401, { error: 'invalid_client' }, 'PERMISSION', false],
    ['the wrong secret', 400, { status: 'BAD_CLIENT_SECRET' }, 'PERMISSION', false],
    ['the wrong client', 400, { status: 'BAD_CLIENT_ID' }, 'PERMISSION', false],
    ['the wrong way back', 400, { status: 'BAD_REDIRECT_URI' }, 'PERMISSION', false],
    ['an unknown refusal', 401, {}, 'PERMISSION', false],
    ['a name of the language', 400, { error: 'constructor', status: 'toString' }, 'UNKNOWN', false],
    ['too many requests', 429, { error: 'invalid_grant' }, 'RATE_LIMITED', true],
    ['a provider that is down', 503, { error: 'invalid_grant' }, 'PROVIDER_DOWN', true],
  ])('[E9] [G7] %s (%d %j) is %s, retryable: %s', async (_, status, body, expected, retryable) => {
    const hubspot = await hubspotThatSays({ [token]: [status, body] });

    await expect(rejectionOf(hubspot.refreshTokens(stored, signal))).resolves.toMatchObject({ fault: { code: expected, retryable } });
  });

  it('[E3] no secret stands in an error of the token endpoint, whatever HubSpot repeats', async () => {
    const message = 'planted-refresh-token of planted-client-secret';
    const hubspot = await hubspotThatSays({ [token]: [400, { message, error: message, errors: [{ message, code: message }] }] });
    const error = await rejectionOf(hubspot.refreshTokens(stored, signal));

    expect(error).toMatchObject({ name: 'CrmError' });
    expect(`${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain('planted');
  });
});

describe('the end of a consent', () => {
  const revoke = '/oauth/2026-09/token/revoke';

  it('[G1] revokes the refresh token, and is content when it was revoked before', async () => {
    const hubspot = await hubspotThatSays({ [revoke]: [204, undefined] });
    await hubspot.revokeTokens?.(stored, signal);

    expect(Object.fromEntries(new URLSearchParams(server.seen[0]?.body))).toMatchObject({ token: stored.refreshToken, token_type_hint: 'refresh_token' });
    await server.close();

    const forgetful = await hubspotThatSays({ [revoke]: [400, { error: 'invalid_grant' }] });
    await expect(forgetful.revokeTokens?.(stored, signal)).resolves.toBeUndefined();
  });

  it('[G7] says when it did not work', async () => {
    const hubspot = await hubspotThatSays({ [revoke]: [500, {}] });

    await expect(rejectionOf(hubspot.revokeTokens!(stored, signal))).resolves.toMatchObject({ fault: { code: 'PROVIDER_DOWN' } });
  });
});

describe('the page of a record', () => {
  it('[G1] is where people look at it, once the account is known', async () => {
    const hubspot = await hubspotThatSays({});

    expect(hubspot.recordUrl?.({ accountId: '62515' }, 'contacts', '51')).toBe('https://app.hubspot.com/contacts/62515/record/0-1/51');
    expect(hubspot.recordUrl?.({ accountId: '62515' }, '2-77', '5/1')).toBe('https://app.hubspot.com/contacts/62515/record/2-77/5%2F1');
    expect(hubspot.recordUrl?.({}, 'contacts', '51')).toBeNull();
  });
});
