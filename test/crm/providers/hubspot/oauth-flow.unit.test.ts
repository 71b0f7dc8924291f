import { aSession, rejectionOf } from '../../a-session.ts';
import { consent, startHubspotSandbox, STATIC_TOKEN, type HubspotSandbox } from './hubspot-sandbox.ts';

const redirectUri = 'http://127.0.0.1:4000/oauth/hubspot/callback';
const { signal } = new AbortController();
let sandbox: HubspotSandbox;
beforeAll(async () => {
  sandbox = await startHubspotSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const connected = async (hubspot = sandbox.connect()) => {
  const callback = await consent(hubspot.authorizationUrl({ state: 'the-state', redirectUri, codeChallenge: 'x', site: { environment: 'PRODUCTION' } }));
  const code = callback.searchParams.get('code') ?? '';
  return { callback, code, tokens: await hubspot.exchangeCode({ code, redirectUri, codeVerifier: 'x', site: { environment: 'PRODUCTION' } }, signal) };
};

describe('connecting to HubSpot', () => {
  it.each(['2026-09', '2026-03', 'v3'] as const)('[F1, G1] consent, code, tokens and account, on the paths of %s', async (apiVersion) => {
    const hubspot = sandbox.connect({ apiVersion });
    const { callback, tokens } = await connected(hubspot);

    expect(callback.searchParams.get('state')).toBe('the-state');
    expect(tokens).toMatchObject({ accountId: '62515', accountName: 'example.com' });
    expect(tokens.expiresAt).toBeGreaterThan(Date.now());
    expect(tokens.scopes).toEqual(expect.arrayContaining([...hubspot.requiredScopes]));
    await expect(hubspot.listFields(aSession(tokens), 'contacts')).resolves.not.toHaveLength(0);
  });

  it('[G7] a code serves once, and says what to do the second time', async () => {
    const hubspot = sandbox.connect();
    const { code } = await connected(hubspot);

    await expect(rejectionOf(hubspot.exchangeCode({ code, redirectUri, codeVerifier: 'x', site: { environment: 'PRODUCTION' } }, signal))).resolves.toMatchObject({
      fault: { code: 'AUTH_EXPIRED', retryable: false, hint: 'Connect HubSpot again.' },
    });
  });

  it('[G7] the wrong secret is not the person’s consent running out', async () => {
    const hubspot = sandbox.connect();
    const { tokens } = await connected(hubspot);
    const stranger = sandbox.connect({ clientSecret: 'planted-wrong-secret' });

    await expect(rejectionOf(stranger.refreshTokens(tokens, signal))).resolves.toMatchObject({ fault: { code: 'PERMISSION', retryable: false } });
  });

  it('[G1] an expired token is refreshed, and the new one serves', async () => {
    const hubspot = sandbox.connect();
    const { tokens } = await connected(hubspot);
    await sandbox.expireTokens();
    await expect(rejectionOf(hubspot.listFields(aSession(tokens), 'contacts'))).resolves.toMatchObject({ fault: { code: 'AUTH_EXPIRED', retryable: true } });
    const refreshed = await hubspot.refreshTokens(tokens, signal);

    expect(refreshed.accessToken).not.toBe(tokens.accessToken);
    expect(refreshed).toMatchObject({ accountId: '62515', accountName: 'example.com', scopes: tokens.scopes });
    await expect(hubspot.listFields(aSession(refreshed), 'contacts')).resolves.not.toHaveLength(0);
  });

  it('[G1] a revoked consent cannot be refreshed, and revoking it again is no error', async () => {
    const hubspot = sandbox.connect();
    const { tokens } = await connected(hubspot);
    await hubspot.revokeTokens?.(tokens, signal);
    await hubspot.revokeTokens?.(tokens, signal);

    await expect(rejectionOf(hubspot.refreshTokens(tokens, signal))).resolves.toMatchObject({ fault: { code: 'AUTH_EXPIRED', retryable: false } });
  });

  it('[G1] a token that was pasted in works without a refresh', async () => {
    await expect(sandbox.connect().listFields(aSession({ accessToken: STATIC_TOKEN }), 'contacts')).resolves.not.toHaveLength(0);
  });
});

describe('a rotating refresh token', () => {
  it('[G1] is the one to store', async () => {
    const rotating = await startHubspotSandbox({ SANDBOX_ROTATE_REFRESH_TOKENS: '1' });
    try {
      const hubspot = rotating.connect();
      const { tokens } = await connected(hubspot);
      const second = await hubspot.refreshTokens(tokens, signal);

      expect(second.refreshToken).not.toBe(tokens.refreshToken);
      await expect(hubspot.refreshTokens(second, signal)).resolves.toMatchObject({ accountId: '62515' });
    } finally {
      await rotating.stop();
    }
  });
});
