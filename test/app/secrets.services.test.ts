import { Redis } from 'ioredis';
import pg from 'pg';
import { crmKits } from '../support/crm/crm-kits.ts';
import { installation } from '../support/installation.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

const PATIENCE_MS = 120_000;
/** Where nobody listens. */
const NOBODY = 'http://127.0.0.1:9';
const slackAtNobody = { SLACK_WEBHOOK_ORIGINS: NOBODY, SLACK_WEBHOOK_URL: `${NOBODY}/hooks/planted-server-webhook` };

/** Where an instance speaks to a CRM's API and to where its tokens come from. */
const addressOf = { HUBSPOT: 'HUBSPOT_API_URL', SALESFORCE: 'SALESFORCE_LOGIN_URL' };

/** Everything that the database holds, as text. */
const dumpOf = async (url: string): Promise<string> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>("select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')");
  const texts: string[] = [];
  for (const { name } of tables) texts.push(JSON.stringify((await client.query(`select * from ${name}`)).rows));
  await client.end();
  return texts.join('\n');
};

describe.each(crmKits)('a secret of a team with $name', (kit) => {
  const { provider } = kit;

  it('[E3] is in no log, no message of Redis, no answer, no event and no table', async () => {
    const spoken: string[] = [];
    const redis = new Redis(process.env.TEST_REDIS_URL ?? '');
    const monitor = await redis.monitor();
    monitor.on('monitor', (_time: string, command: string[]) => { spoken.push(command.join(' ')); });

    const previousKey = 'planted-previous-vault-key-of-the-tests';
    await using site = await installation({ LOG_LEVEL: 'trace', SECRET_VAULT_KEY_PREVIOUS: previousKey, SECRET_VAULT_KEY: 'a-vault-key-of-the-tests-that-is-long-enough', ...slackAtNobody }, {}, {});
    const sandbox = site.sandboxOf(kit);
    // What the CRM hands out passes by here on its way, so that we know what to look for.
    let [sent, handedOut] = ['', ''];
    const proxy = await startTcpProxy(
      Number(new URL(sandbox.url).port),
      (chunk) => { sent += chunk.toString(); return true; },
      (chunk) => { handedOut += chunk.toString(); },
    );
    const crm = { [addressOf[provider]]: `http://127.0.0.1:${String(proxy.port)}` };
    const [api, worker] = [await site.api(crm), await site.worker(crm)];
    const password = 'planted-password-of-the-owner';
    const email = `planted-${String(Date.now())}@example.com`;
    const { signUp } = await api.ask('mutation ($input: SignUpInput!) { signUp(input: $input) { accessToken refreshToken } }', { input: { teamName: 'T', name: 'N', email, password } });
    const { accessToken: token, refreshToken } = signUp as { accessToken: string; refreshToken: string };

    const { startIntegrationAuth } = await api.ask('mutation ($provider: Provider!) { startIntegrationAuth(input: { provider: $provider }) { authorizationUrl state } }', { provider }, token);
    const consent = await fetch(`${startIntegrationAuth.authorizationUrl as string}&approve=1`, { redirect: 'manual' });
    const callback = new URL(consent.headers.get('location') ?? '');
    const code = callback.searchParams.get('code') ?? 'missing';
    const page = await (await fetch(callback)).text();
    const syncs = await api.subscribe(token, 'subscription { crmSync { status attempt { requests { path body response } payload errors { message } } } }');
    await sandbox.expireTokens();
    await api.ask('mutation { createLead(input: { name: "Ada", email: "ada@example.com" }) { lead { id } } }', {}, token);
    await api.ask('mutation { rotateVaultKey { rotation { id } } }', {}, token);
    await until('it is synced', () => syncs.events.some(({ status }) => status === 'SUCCEEDED'));
    await api.graphql('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', { input: { email, password: 'planted-wrong-password' } });
    await api.graphql('{ viewer { user { id } } }', {}, 'planted.broken.token');
    // Connects once more, with a token that a person has pasted, and a wrong one before it.
    const adopt = (input: { token: string; instanceUrl?: string }) =>
      api.graphql('mutation ($input: ConnectIntegrationWithTokenInput!) { connectIntegrationWithToken(input: $input) { integration { status accountName } } }', { input: { provider, ...input } }, token);
    const pasted = await sandbox.tokenToPaste();
    const adopted = [await adopt({ ...pasted, token: 'pat-na1-planted-wrong' }), await adopt(pasted)];
    expect(adopted.map(({ errors }) => errors.length)).toEqual([1, 0]);
    const tested = await api.ask('mutation ($provider: Provider!) { testIntegration(input: { provider: $provider }) { ok scopes fault { message } } }', { provider }, token);
    await api.ask('mutation { createLead(input: { name: "Bob", email: "bob@example.com" }) { lead { id } } }', {}, token);
    await until('it is synced with the pasted token', () => syncs.events.filter(({ status }) => status === 'SUCCEEDED').length === 2);
    // Slack: the server's webhook, one of the team's own, one that is refused, and a message that a worker cannot post.
    const configure = (url: string) => api.graphql('mutation ($url: String) { configureSlack(input: { webhookUrl: $url }) { integration { accountName } } }', { url }, token);
    const testSlack = () => api.ask('mutation { testSlack { ok fault { code message hint } } }', {}, token);
    const slack = [await testSlack(), await configure('https://evil.example.com/services/T0/B0/planted-foreign-webhook'), await configure(`${NOBODY}/hooks/planted-own-webhook`), await testSlack()];
    await api.ask('mutation ($provider: CrmProvider!) { syncContact(input: { provider: $provider, contact: { email: "bad@example.com", customFields: { nonsense: "x" } } }) { attempt { status } } }', { provider }, token);
    const alert = await api.ask('mutation ($provider: CrmProvider!) { saveAlertRule(input: { provider: $provider, kind: FAILURE_RATE, thresholdPercent: 1, minAttempts: 1 }) { alertRule { state message } } }', { provider }, token);
    const shownSlack = '{ integration(provider: SLACK) { status accountName error { code message } } }';
    await until('the message waits to be tried again', async () => /"tries":[1-9]/.test((await dumpOf(site.databaseUrl)).split('\n').find((table) => table.includes('many syncs fail')) ?? ''));
    const answers = JSON.stringify([
      slack, alert, await api.ask(shownSlack, {}, token),
      adopted, tested, await api.ask('mutation ($provider: Provider!) { disconnectIntegration(input: { provider: $provider, revokeRemote: true }) { integration { status } } }', { provider }, token),
      syncs.events,
      await api.ask('{ integrations { provider credential { fingerprint keyId scopes expiresAt } error { message } } events(after: "", first: 1) { nodes { id } } }', {}, token).catch((error: unknown) => String(error)),
      await api.ask('query ($provider: Provider!) { integration(provider: $provider) { credential { id fingerprint } tokenHealth { status } } }', { provider }, token),
      page,
    ]);

    const logs = api.process.output() + worker.output();
    expect(logs.length).toBeGreaterThan(100);
    const tables = await dumpOf(site.databaseUrl);
    const tokens = [...handedOut.matchAll(/"(?:access|refresh)_token":"([^"]+)"/g)].map(([, found]) => found!);
    expect(new Set(tokens).size).toBeGreaterThanOrEqual(3);
    const verifiers = [...sent.matchAll(/code_verifier=([\w.~-]+)/g)].map(([, found]) => found!);
    expect(verifiers).toHaveLength(provider === 'SALESFORCE' ? 1 : 0);
    const planted = {
      vaultKey: 'a-vault-key-of-the-tests-that-is-long-enough', previousVaultKey: previousKey, jwtSecret: 'a-secret-of-the-tests-that-is-long-enough',
      password, wrong: 'planted-wrong-password', clientSecret: 'sandbox-secret', code, token, refreshToken, broken: 'planted.broken.token',
      pasted: pasted.token, wronglyPasted: 'pat-na1-planted-wrong',
      serverWebhook: 'planted-server-webhook', ownWebhook: 'planted-own-webhook', foreignWebhook: 'planted-foreign-webhook',
      ...Object.fromEntries([...tokens, ...verifiers].map((secret, index) => [`crm-${String(index)}`, secret])),
    };
    const places = { logs, redis: spoken.join('\n'), answers, tables };
    const isIn = (text: string, secret: string) => [secret, new URLSearchParams({ '': secret }).toString().slice(1)].some((spelled) => text.includes(spelled));
    const found = Object.entries(planted).flatMap(([what, secret]) => Object.entries(places).filter(([, text]) => isIn(text, secret)).map(([place]) => `${what} in ${place}`));
    expect(spoken.some((command) => command.startsWith('publish'))).toBe(true);
    expect(tables).toContain(email);
    expect(found).toEqual([]);
    await proxy.close();
    monitor.disconnect();
    redis.disconnect();
  }, PATIENCE_MS);
});
