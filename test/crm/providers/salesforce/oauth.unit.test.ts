import type { ServerResponse } from 'node:http';
import { rejectionOf } from '../../a-session.ts';
import { salesforceThat, type AnsweringSalesforce } from './answering-salesforce.ts';

const { signal } = new AbortController();
let salesforce: AnsweringSalesforce;
afterEach(() => salesforce.close());

const start = async (...says: Parameters<typeof salesforceThat>): Promise<AnsweringSalesforce> => (salesforce = await salesforceThat(...says));

const code = { code: 'planted-code', redirectUri: 'http://127.0.0.1:4000/oauth/salesforce/callback', codeVerifier: 'planted-verifier', site: { environment: 'PRODUCTION' as const } };
const organisation = { done: true, records: [{ attributes: {}, Id: '00DB0000000TfcRMAS', Name: 'Example Ltd' }] };
const granted = (url: string) => ({
  access_token: '00D!planted', refresh_token: '5Aep', instance_url: url, id: `${url}/id/00DB0000000TfcRMAS/005B0000000PX8YIAW`,
  scope: 'refresh_token api id', token_type: 'Bearer', issued_at: '1793959200123', signature: 's',
});
const formOf = (index: number) => Object.fromEntries(new URLSearchParams(salesforce.calls[index]?.body));

describe('the authorization address', () => {
  it('[F1] carries client, scopes, state, the way back and the challenge', async () => {
    const { salesforce: provider, url } = await start();
    const asked = new URL(provider.authorizationUrl({ state: 'a/state+', redirectUri: code.redirectUri, codeChallenge: 'the-challenge', site: { environment: 'PRODUCTION' } }));

    expect(asked.origin + asked.pathname).toBe(`${url}/services/oauth2/authorize`);
    expect(Object.fromEntries(asked.searchParams)).toEqual({
      response_type: 'code', client_id: 'our id', redirect_uri: code.redirectUri, scope: 'api refresh_token', state: 'a/state+',
      code_challenge: 'the-challenge', code_challenge_method: 'S256',
    });
    expect(provider.usesPkce).toBe(true);
    expect(provider.requiredScopes).toEqual(['api', 'refresh_token']);
  });
});

describe('the exchange of a code', () => {
  it('[F1, G2] sends the secret and the verifier, and learns the organisation', async () => {
    const { salesforce: provider, url } = await start({ token: () => [200, granted(salesforce.url)], query: () => [200, organisation] });

    await expect(provider.exchangeCode(code, signal)).resolves.toEqual({
      accessToken: '00D!planted', refreshToken: '5Aep', instanceUrl: url, loginUrl: url, scopes: ['refresh_token', 'api', 'id'], accountId: '00DB0000000TfcRMAS', accountName: 'Example Ltd',
    });
    expect(formOf(0)).toEqual({
      grant_type: 'authorization_code', code: 'planted-code', client_id: 'our id', client_secret: 'planted-client-secret', redirect_uri: code.redirectUri, code_verifier: 'planted-verifier',
    });
    expect(salesforce.calls.map(({ operation, headers }) => [operation, headers.authorization])).toEqual([
      ['token', undefined], ['versions', undefined], ['query', 'Bearer 00D!planted'],
    ]);
  });

  it.each([[500, {}], [200, '<html>'], [200, {}], [403, [{ errorCode: 'API_DISABLED_FOR_ORG', message: 'x' }]]])('[G2] keeps the tokens when the name cannot be read (%d %j): the code is spent', async (status, body) => {
    const { salesforce: provider } = await start({ token: () => [200, granted(salesforce.url)], query: () => [status, body] });

    await expect(provider.exchangeCode(code, signal)).resolves.toMatchObject({ accessToken: '00D!planted', accountId: '00DB0000000TfcRMAS' });
  });

  it.each([
    ['api', ['api']],
    ['full offline_access', ['full', 'offline_access', 'api', 'refresh_token']],
    ['  api   refresh_token ', ['api', 'refresh_token']],
    ['api constructor', ['api', 'constructor']],
  ])('[F7] tells what was granted: %j', async (scope, scopes) => {
    const { salesforce: provider } = await start({ token: () => [200, { ...granted(salesforce.url), scope }] });

    await expect(provider.exchangeCode(code, signal)).resolves.toMatchObject({ scopes });
  });

  it.each([[{}], [[]], ['x'], [{ access_token: '' }], [{ access_token: 7, instance_url: 'x' }], [{ access_token: 'a' }]])('[G7] an answer such as %j is the provider being down', async (body) => {
    const { salesforce: provider } = await start({ token: () => [200, body] });

    await expect(rejectionOf(provider.exchangeCode(code, signal))).resolves.toMatchObject({ fault: { code: 'PROVIDER_DOWN', retryable: true } });
  });
});

describe('the refresh of tokens', () => {
  it('[G2] keeps the refresh token where none comes back, and goes to the place that does', async () => {
    const { salesforce: provider, tokens, url } = await start({ token: () => [200, { access_token: 'new', instance_url: salesforce.url.replace('127.0.0.1', 'localhost') }] });

    await expect(provider.refreshTokens({ ...tokens, accountId: '00DB0000000TfcRMAS', accountName: 'Example Ltd' }, signal)).resolves.toEqual({
      ...tokens, accessToken: 'new', instanceUrl: url.replace('127.0.0.1', 'localhost'), accountId: '00DB0000000TfcRMAS', accountName: 'Example Ltd',
    });
    expect(formOf(0)).toEqual({ grant_type: 'refresh_token', refresh_token: 'planted-refresh-token', client_id: 'our id', client_secret: 'planted-client-secret' });
  });

  it('[G2] stores the one that comes back where the app rotates them', async () => {
    const { salesforce: provider, tokens } = await start({ token: () => [200, { access_token: 'new', refresh_token: 'rotated', instance_url: salesforce.url }] });

    await expect(provider.refreshTokens(tokens, signal)).resolves.toMatchObject({ refreshToken: 'rotated' });
  });

  it.each([
    ['the place is foreign', { access_token: 'new', refresh_token: 'rotated', instance_url: 'https://evil.example' }, { accessToken: 'new' }],
    ['no place can be read', { access_token: 'new', refresh_token: 'rotated', instance_url: 7, id: {}, scope: [] }, { accessToken: 'new' }],
    ['only the refresh token can be read', { access_token: null, refresh_token: 'rotated' }, { accessToken: 'planted-access-token' }],
  ])('[E7] keeps the rotated token, without which the consent is lost, where %s', async (_, answer, kept) => {
    const { salesforce: provider, tokens } = await start({ token: () => [200, answer] });

    await expect(provider.refreshTokens(tokens, signal)).resolves.toMatchObject({ refreshToken: 'rotated', scopes: tokens.scopes, ...kept });
  });

  it('[G2] without a refresh token asks nothing', async () => {
    const { salesforce: provider, url } = await start();

    await expect(rejectionOf(provider.refreshTokens({ accessToken: 'pasted', instanceUrl: url, scopes: [] }, signal))).resolves.toMatchObject({ fault: { code: 'AUTH_EXPIRED', retryable: false } });
    expect(salesforce.calls).toEqual([]);
  });

  it.each([
    ['invalid_grant', 400, { error: 'invalid_grant', error_description: 'expired access/refresh token' }, 'AUTH_EXPIRED', false],
    ['inactive_user', 400, { error: 'inactive_user' }, 'AUTH_EXPIRED', false],
    ['invalid_client_id', 400, { error: 'invalid_client_id' }, 'AUTH_EXPIRED', false],
    ['invalid_client', 400, { error: 'invalid_client' }, 'PERMISSION', false],
    ['invalid_client, as 401', 401, { error: 'invalid_client' }, 'PERMISSION', false],
    ['a 401 without a word', 401, undefined, 'PERMISSION', false],
    ['inactive_org', 400, { error: 'inactive_org' }, 'PERMISSION', false],
    ['redirect_uri_mismatch', 400, { error: 'redirect_uri_mismatch' }, 'PERMISSION', false],
    ['invalid_token', 400, { error: 'invalid_token' }, 'NOT_FOUND', false],
    ['invalid_request', 400, { error: 'invalid_request' }, 'UNKNOWN', false],
    ['unsupported_grant_type', 400, { error: 'unsupported_grant_type' }, 'UNKNOWN', false],
    ['one of 2027', 400, { error: 'something_new' }, 'UNKNOWN', false],
    ['a name of the language', 400, { error: 'constructor' }, 'UNKNOWN', false],
    ['rate_limit_exceeded', 400, { error: 'rate_limit_exceeded' }, 'RATE_LIMITED', true],
    ['server_error', 400, { error: 'server_error' }, 'PROVIDER_DOWN', true],
    ['temporarily_unavailable', 400, { error: 'temporarily_unavailable' }, 'PROVIDER_DOWN', true],
    ['too many requests, whatever it says', 429, { error: 'invalid_grant' }, 'RATE_LIMITED', true],
    ['a server that fails, whatever it says', 500, { error: 'invalid_grant' }, 'PROVIDER_DOWN', true],
    ['maintenance', 503, '<html>', 'PROVIDER_DOWN', true],
    ['a time-out', 408, { error: 'invalid_grant' }, 'TIMEOUT', true],
    ['an error under the status of a success', 200, { error: 'invalid_grant' }, 'AUTH_EXPIRED', false],
    ['a page under the status of a success', 200, '<html>Maintenance</html>', 'PROVIDER_DOWN', true],
    ['a list', 400, [{ error: 'invalid_grant' }], 'UNKNOWN', false],
  ])('[E9] %s (%d %j) is %s, retryable: %s', async (_, status, body, expected, retryable) => {
    const answer = (typeof body === 'string' ? (response: ServerResponse) => response.writeHead(status).end(body) : undefined);
    const { salesforce: provider, tokens } = await start({ token: () => answer ?? [status, body] });

    await expect(rejectionOf(provider.refreshTokens(tokens, signal))).resolves.toMatchObject({ name: 'CrmError', fault: { code: expected, retryable } });
  });

  it('[E9] a connection that breaks, or does not answer, is no end of a consent', async () => {
    const { salesforce: provider, tokens } = await start({ token: (_, earlier) => (response) => { if (earlier === 0) response.destroy(); } }, { http: { timeoutMs: 300 } });

    await expect(rejectionOf(provider.refreshTokens(tokens, signal))).resolves.toMatchObject({ fault: { code: 'NETWORK', retryable: true } });
    await expect(rejectionOf(provider.refreshTokens(tokens, signal))).resolves.toMatchObject({ fault: { code: 'TIMEOUT', retryable: true } });
  });

  it('[E3] no secret stands in an error of the token endpoint, whatever Salesforce repeats', async () => {
    const { salesforce: provider, tokens } = await start({ token: ({ body }) => [400, { error: `planted ${body}`, error_description: body }] });
    const error = await rejectionOf(provider.refreshTokens(tokens, signal));

    expect(error).toMatchObject({ name: 'CrmError' });
    expect(`${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain('planted');
  });
});

describe('the end of a consent', () => {
  it('[G2] revokes the refresh token, and is content when it was revoked before', async () => {
    const { salesforce: provider, tokens } = await start({ revoke: (_, earlier) => (earlier === 0 ? [200, undefined] : [400, { error: 'invalid_grant' }]) });
    await provider.revokeTokens?.(tokens, signal);
    await provider.revokeTokens?.(tokens, signal);
    await provider.revokeTokens?.({ accessToken: 'pasted', scopes: [] }, signal);

    expect(salesforce.asked()).toEqual(['revoke', 'revoke']);
    expect(formOf(0)).toEqual({ token: 'planted-refresh-token' });
  });

  it('[G7] says when it did not work', async () => {
    const { salesforce: provider, tokens } = await start({ revoke: () => [500, {}] });

    await expect(rejectionOf(provider.revokeTokens!(tokens, signal))).resolves.toMatchObject({ fault: { code: 'PROVIDER_DOWN' } });
  });
});

describe('a token that somebody pastes', () => {
  it('[F6] is asked about at its address', async () => {
    const { salesforce: provider, url } = await start({ query: () => [200, organisation] });

    await expect(provider.adoptToken!({ token: 'pasted', instanceUrl: `${url}/` }, signal)).resolves.toEqual({
      accessToken: 'pasted', instanceUrl: url, scopes: [], accountId: '00DB0000000TfcRMAS', accountName: 'Example Ltd',
    });
  });

  it('[F6] is refused without an address, or where Salesforce does not know it', async () => {
    const { salesforce: provider, url } = await start({ query: () => [401, [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired or invalid' }]] });

    await expect(rejectionOf(provider.adoptToken!({ token: 'pasted' }, signal))).resolves.toMatchObject({ fault: { code: 'VALIDATION', field: 'instanceUrl' } });
    await expect(rejectionOf(provider.adoptToken!({ token: 'pasted', instanceUrl: url }, signal))).resolves.toMatchObject({ fault: { code: 'AUTH_EXPIRED', retryable: false } });
    await expect(rejectionOf(provider.adoptToken!({ token: 'pas\nted', instanceUrl: url }, signal))).resolves.toMatchObject({ fault: { code: 'AUTH_EXPIRED', retryable: false } });
  });
});

describe('who is connected', () => {
  it('[G6] is asked now, with what is used of the day', async () => {
    const { salesforce: provider, session } = await start({ query: () => [200, organisation, { 'sforce-limit-info': 'api-usage=10018/100000; api-bursts=1/750' }] });

    await expect(provider.readAccount(session)).resolves.toEqual({
      accountId: '00DB0000000TfcRMAS', accountName: 'Example Ltd', scopes: ['api', 'refresh_token'], quota: { used: 10_018, limit: 100_000, resetsAt: null },
    });
  });
});
