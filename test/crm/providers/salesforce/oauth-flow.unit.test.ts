import { aSession, rejectionOf } from '../../a-session.ts';
import { startSalesforceSandbox, type SalesforceSandbox } from './salesforce-sandbox.ts';

const { signal } = new AbortController();

let sandbox: SalesforceSandbox;
beforeAll(async () => {
  sandbox = await startSalesforceSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

describe('connecting to Salesforce', () => {
  it('[F1] is consent, code, verifier, tokens and organisation', async () => {
    const tokens = await sandbox.signIn();

    expect(tokens).toMatchObject({ instanceUrl: sandbox.url, loginUrl: sandbox.url, accountId: expect.stringMatching(/^00D/), accountName: 'Example Ltd', scopes: expect.arrayContaining(['api', 'refresh_token']) });
    expect(tokens.expiresAt).toBeUndefined();
  });

  it('[F10] signs in, renews and ends at the host that the person named by the environment, and at no other', async () => {
    const other = await startSalesforceSandbox({ SANDBOX_IS_SANDBOX: '1' });
    try {
      const salesforce = sandbox.connect({ sandboxLoginUrl: other.url });
      const tokens = await sandbox.signIn(salesforce);
      const renewed = await salesforce.refreshTokens(tokens, signal);
      await salesforce.revokeTokens!(renewed, signal);

      expect(tokens.loginUrl).toBe(other.url);
      expect(renewed.loginUrl).toBe(other.url);
      expect((await other.requests()).map(({ path }) => path.split('?')[0])).toEqual(expect.arrayContaining(['/services/oauth2/authorize', '/services/oauth2/token', '/services/oauth2/revoke']));
      expect(await sandbox.requests()).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  it('[E1] an expired session is renewed, at the place that the answer names', async () => {
    const salesforce = sandbox.connect();
    const tokens = await sandbox.signIn(salesforce);
    await sandbox.expireTokens();
    await expect(rejectionOf(salesforce.listFields(aSession(tokens), 'Contact'))).resolves.toMatchObject({ fault: { code: 'AUTH_EXPIRED', retryable: true } });
    const moved = sandbox.url.replace('127.0.0.1', 'localhost');
    await sandbox.change({ instanceUrl: moved, rotateRefreshTokens: false });
    const renewed = await salesforce.refreshTokens(tokens, signal);
    await expect(salesforce.listFields(aSession(renewed), 'Contact')).resolves.not.toHaveLength(0);

    expect(renewed).toMatchObject({ instanceUrl: moved, refreshToken: tokens.refreshToken });
    expect((await sandbox.requests()).at(-1)?.host).toBe(new URL(moved).host);
  });

  it('[E2] a refresh token that is good once is replaced by the next', async () => {
    await sandbox.change({ rotateRefreshTokens: true });
    const salesforce = sandbox.connect();
    const first = await sandbox.signIn(salesforce);
    const second = await salesforce.refreshTokens(first, signal);

    expect(second.refreshToken).not.toBe(first.refreshToken);
    await expect(rejectionOf(salesforce.refreshTokens(first, signal))).resolves.toMatchObject({ fault: { code: 'AUTH_EXPIRED', retryable: false } });
    await sandbox.signIn(salesforce);
  });

  it('[E9] a consent that was ended cannot be renewed, and ending it again is no error', async () => {
    const salesforce = sandbox.connect();
    const tokens = await sandbox.signIn(salesforce);
    await salesforce.revokeTokens!(tokens, signal);
    await salesforce.revokeTokens!(tokens, signal);

    await expect(rejectionOf(salesforce.refreshTokens(tokens, signal))).resolves.toMatchObject({ fault: { code: 'AUTH_EXPIRED', retryable: false } });
  });

  it('[F1] a wrong verifier or a wrong secret gets no tokens', async () => {
    const stranger = sandbox.connect({ clientSecret: 'planted-wrong-secret' });
    await expect(rejectionOf(sandbox.signIn(stranger))).resolves.toMatchObject({ fault: { code: 'PERMISSION', retryable: false } });
    const tokens = await sandbox.signIn();

    await expect(rejectionOf(stranger.refreshTokens(tokens, signal))).resolves.toMatchObject({ fault: { code: 'PERMISSION', retryable: false } });
  });

  it('[G6] what is used of the day comes with every answer', async () => {
    const salesforce = sandbox.connect();
    const tokens = await sandbox.signIn(salesforce);
    await sandbox.change({ usedToday: 4_321, dailyLimit: 5_000 });

    expect((await salesforce.readAccount(aSession(tokens))).quota).toEqual({ used: expect.any(Number), limit: 5_000, resetsAt: null });
    await sandbox.change({ usedToday: 5_000 });
    await expect(rejectionOf(salesforce.readAccount(aSession(tokens)))).resolves.toMatchObject({ fault: { code: 'RATE_LIMITED', retryable: true, retryAfter: 3_600_000 } });
  });
});
