import type { Session } from '../../support/app.ts';
import { codesOf, openDoor, type Door } from './integration-door.ts';

const TOKEN = 'pat-na1-sandbox';
/** What the row of the feature asks for. */
const LONGEST_MS = 10_000;

let door: Door;
beforeAll(async () => { door = await openDoor({ env: { CRM_TIMEOUT_MS: '60000' } }); });
afterAll(() => door.close());
beforeEach(() => door.sandbox.control('DELETE', ''));

const connected = async (): Promise<Session> => {
  const olga = await door.app.signUp();
  await door.app.connectHubspot(olga.token);
  return olga;
};
const forEver = null;
const statusOf = async (olga: Session) => (await door.hubspotOf(olga)).status as string;

describe('a test of a connection', () => {
  it('[F9] that works tells who answers, what it allows, and how long that took', async () => {
    const olga = await connected();
    const found = await door.test(olga);
    expect(found).toMatchObject({ ok: true, accountName: 'example.com', quota: null, fault: null });
    expect(found.scopes).toEqual(expect.arrayContaining(['crm.objects.contacts.write']));
    expect(found.latencyMs).toBeGreaterThan(0);
  });

  it('[F9] [G6] tells what a token of one’s own has left, and so does the integration afterwards', async () => {
    const olga = await door.app.signUp();
    await door.connectWithToken(olga, { token: TOKEN });
    expect((await door.hubspotOf(olga)).quota).toBeNull();
    const { ok, quota } = await door.test(olga);
    expect([ok, quota]).toEqual([true, { used: expect.any(Number) as number, limit: 250_000, resetsAt: null, reserve: 12_500 }]);
    expect(quota.used).toBeGreaterThan(0);
    expect((await door.hubspotOf(olga)).quota).toEqual(quota);
  });

  it('[F9] of what is not connected says so, and asks nobody', async () => {
    const olga = await door.app.signUp();
    expect(await door.test(olga)).toMatchObject({ ok: false, latencyMs: null, scopes: [], fault: { code: 'NOT_FOUND', message: 'HubSpot is not connected.', hint: expect.stringContaining('startIntegrationAuth') as string } });
    expect(await door.sandbox.requests()).toEqual([]);
    expect(codesOf(await door.app.graphql('mutation { testIntegration(input: { provider: ZOHO }) { ok } }', {}, olga.token))).toEqual([['PROVIDER_NOT_SUPPORTED']]);
  });

  it('[F9] with a token that HubSpot has withdrawn asks to connect again', async () => {
    const olga = await connected();
    await door.sandbox.control('POST', '/revoke-tokens');
    expect(await door.test(olga)).toMatchObject({ ok: false, fault: { code: 'AUTH_EXPIRED', retryable: false } });
    expect(await statusOf(olga)).toBe('RECONNECT_REQUIRED');
    expect(await door.test(olga)).toMatchObject({ ok: false, fault: { code: 'AUTH_EXPIRED', message: 'HubSpot has withdrawn our access.' } });
  });

  it('[F9] [E7] with a token that is merely old renews it', async () => {
    const olga = await connected();
    await door.sandbox.control('POST', '/expire-tokens');
    expect(await door.test(olga)).toMatchObject({ ok: true, fault: null });
  });

  it.each([
    ['is down', { path: '/account-info', status: 503 }, 'PROVIDER_DOWN'],
    ['is down for contacts alone', { path: '/crm/*', status: 503 }, 'PROVIDER_DOWN'],
    ['hangs up', { path: '/account-info', dropConnection: true }, 'NETWORK'],
    ['answers garbage', { path: '/account-info', status: 200, body: '<html>' }, 'PROVIDER_DOWN'],
  ])('[F9] [F5] while HubSpot %s says so, until it works again', async (_, fault, code) => {
    const olga = await connected();
    await door.sandbox.fault({ times: forEver, ...fault });
    expect(await door.test(olga)).toMatchObject({ ok: false, fault: { code, retryable: true, hint: expect.stringMatching(/^Try again in a moment/) as string } });
    expect(await door.hubspotOf(olga)).toMatchObject({ status: 'ERROR', error: { code } });
    await door.sandbox.clearFaults();
    expect(await door.test(olga)).toMatchObject({ ok: true, fault: null });
    expect(await door.hubspotOf(olga)).toMatchObject({ status: 'CONNECTED', error: null });
  });

  it.each(['/account-info', '/oauth'])('[F9] is over within ten seconds, also where %s never answers', async (path) => {
    const olga = await connected();
    await door.sandbox.control('POST', '/expire-tokens');
    await door.sandbox.fault({ path, delayMs: 60_000, times: forEver });
    const begun = performance.now();
    expect(await door.test(olga)).toMatchObject({ ok: false, fault: { code: 'TIMEOUT', retryable: true } });
    expect(performance.now() - begun).toBeLessThan(LONGEST_MS);
    expect(await statusOf(olga)).toBe('ERROR');
  });

  it('[F9] [F7] names the scope that is missing, as the integration does', async () => {
    const olga = await connected();
    await door.sandbox.fault({ path: '/oauth/*/introspect', status: 200, body: '{"active":true,"hub_id":62515,"hub_domain":"example.com","scopes":["oauth","crm.objects.contacts.read"]}' });
    expect(await door.test(olga)).toMatchObject({
      ok: false, scopes: ['oauth', 'crm.objects.contacts.read'], latencyMs: expect.any(Number) as number,
      fault: { code: 'PERMISSION', retryable: false, message: expect.stringContaining('crm.objects.contacts.write') as string },
    });
    expect(await door.hubspotOf(olga)).toMatchObject({ status: 'ERROR', error: { code: 'PERMISSION' } });
    expect(await door.test(olga)).toMatchObject({ ok: true });
    expect(await statusOf(olga)).toBe('CONNECTED');
  });

  it('[F9] [G6] while HubSpot asks to slow down says so, and calls nothing broken', async () => {
    const olga = await connected();
    await door.sandbox.fault({ path: '/account-info', status: 429 });
    expect(await door.test(olga)).toMatchObject({ ok: false, fault: { code: 'RATE_LIMITED', retryable: true } });
    expect(await statusOf(olga)).toBe('CONNECTED');
  });
});

describe('warnings', () => {
  const sunset = { sunset: 'Sat, 31 Dec 2033 23:59:59 GMT' };
  const warning = 'HubSpot will end version 2026-09 of its API on 2033-12-31: whoever runs this server sets a newer one.';
  const readFields = (olga: Session) => door.app.ask('{ crmFields(provider: HUBSPOT, refresh: true) { name } }', {}, olga.token);

  it('[G11] come from any answer, once each, and go with the next test that brings none', async () => {
    const olga = await connected();
    await door.sandbox.fault({ path: '/crm', headers: sunset, times: 2 });
    await readFields(olga);
    await readFields(olga);
    expect((await door.hubspotOf(olga)).warnings).toEqual([warning]);
    await readFields(olga);
    expect((await door.hubspotOf(olga)).warnings).toEqual([warning]);
    expect(await door.test(olga)).toMatchObject({ ok: true });
    expect((await door.hubspotOf(olga)).warnings).toEqual([]);
    await door.sandbox.fault({ path: '/crm', headers: sunset });
    await readFields(olga);
    expect((await door.hubspotOf(olga)).warnings).toEqual([warning]);
  });

  it('[G11] stay after a test that brings them again, and go with a new connection', async () => {
    const olga = await connected();
    await door.sandbox.fault({ path: '/account-info', headers: { deprecation: '@1893456000' } });
    await door.test(olga);
    expect((await door.hubspotOf(olga)).warnings).toEqual(['HubSpot advises against version 2026-09 of its API: whoever runs this server sets a newer one.']);
    await door.app.connectHubspot(olga.token);
    expect((await door.hubspotOf(olga)).warnings).toEqual([]);
  });
});
