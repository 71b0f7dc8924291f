import type { Session } from '../../support/app.ts';
import { crmKits, hubspotKit, salesforceKit } from '../../support/crm/crm-kits.ts';
import { keyField } from '../../crm/providers/salesforce/salesforce-sandbox.ts';
import { codesOf, openDoors, type AnyDoor } from './integration-door.ts';

/** What the row of the feature asks for. */
const LONGEST_MS = 10_000;

let doors: Awaited<ReturnType<typeof openDoors>>;
beforeAll(async () => { doors = await openDoors({ env: { CRM_TIMEOUT_MS: '60000' } }); });
afterAll(() => doors.close());

const forEver = null;
/** Without our key field an organisation of Salesforce has a warning of its own. */
const begin = async () => {
  await Promise.all(crmKits.map((kit) => doors.to(kit).sandbox.reset()));
  await doors.sandboxes.SALESFORCE.salesforce.addField('Contact', 'Leadwire_Id__c', keyField);
};

describe.each(crmKits)('a test of a connection with $name', (kit) => {
  const { name } = kit;
  let door: AnyDoor;
  let olga: Session;
  beforeAll(() => { door = doors.to(kit); });
  beforeEach(async () => {
    await begin();
    olga = await door.connected();
  });
  const status = async () => (await door.shownOf(olga)).status as string;

  it('[F9] that works tells who answers, what it allows, what is left, and how long that took', async () => {
    const found = await door.test(olga);
    const quota = kit === hubspotKit ? null : { used: expect.any(Number) as number, limit: 100_000, resetsAt: null, reserve: 5_000 };
    expect(found).toMatchObject({ ok: true, accountName: kit.accountName, quota, fault: null });
    expect(found.scopes).toEqual(expect.arrayContaining([kit === hubspotKit ? 'crm.objects.contacts.write' : 'api']));
    expect(found.latencyMs).toBeGreaterThan(0);
    expect((await door.shownOf(olga)).quota).toEqual(found.quota);
  });

  it('[F9] of what is not connected says so, and asks nobody', async () => {
    // What has just been connected is still being read; a test begins with the account.
    const asked = async () => (await door.sandbox.requests()).filter(({ path }) => path.includes(kit === hubspotKit ? '/account-info/' : 'Organization')).length;
    const before = await asked();
    const stranger = await door.app.signUp();
    expect(await door.test(stranger)).toMatchObject({ ok: false, latencyMs: null, scopes: [], fault: { code: 'NOT_FOUND', message: `${name} is not connected.`, hint: expect.stringContaining('startIntegrationAuth') as string } });
    expect(await asked()).toBe(before);
    await door.test(olga);
    expect(await asked()).toBeGreaterThan(before);
  });

  it('[F9] with an access that was withdrawn asks to connect again', async () => {
    await door.sandbox.revokeTokens();
    expect(await door.test(olga)).toMatchObject({ ok: false, fault: { code: 'AUTH_EXPIRED', retryable: false } });
    expect(await status()).toBe('RECONNECT_REQUIRED');
    expect(await door.test(olga)).toMatchObject({ ok: false, fault: { code: 'AUTH_EXPIRED', message: `${name} has withdrawn our access.` } });
  });

  it('[F9] [E7] with a token that is merely old renews it', async () => {
    await door.sandbox.expireTokens();
    expect(await door.test(olga)).toMatchObject({ ok: true, fault: null });
  });

  it.each([
    ['is down', { ...kit.at.account, status: 503 }, 'PROVIDER_DOWN'],
    ['is down for contacts alone', { ...kit.at.fields, status: 503 }, 'PROVIDER_DOWN'],
    ['hangs up', { ...kit.at.account, dropConnection: true }, 'NETWORK'],
    ['answers garbage', { ...kit.at.account, status: 200, body: '<html>' }, 'PROVIDER_DOWN'],
  ])('[F9] [F5] while it %s says so, until it works again', async (_, fault, code) => {
    await door.sandbox.fault({ times: forEver, ...fault });
    expect(await door.test(olga)).toMatchObject({ ok: false, fault: { code, retryable: true, hint: expect.stringMatching(/^Try again in a moment/) as string } });
    expect(await door.shownOf(olga)).toMatchObject({ status: 'ERROR', error: { code } });
    await door.sandbox.clearFaults();
    expect(await door.test(olga)).toMatchObject({ ok: true, fault: null });
    expect(await door.shownOf(olga)).toMatchObject({ status: 'CONNECTED', error: null });
  });

  it.each(['account', 'token'] as const)('[F9] is over within ten seconds, also where the %s never answers', async (place) => {
    await door.sandbox.expireTokens();
    await door.sandbox.fault({ ...kit.at[place], hang: 'HEADERS', times: forEver });
    const begun = performance.now();
    expect(await door.test(olga)).toMatchObject({ ok: false, fault: { code: 'TIMEOUT', retryable: true } });
    expect(performance.now() - begun).toBeLessThan(LONGEST_MS);
    expect(await status()).toBe('ERROR');
  });

  it('[F9] that the account does not permit says so, until it does', async () => {
    await door.sandbox.fault({ ...kit.at.fields, ...kit.forbidden });
    expect(await door.test(olga)).toMatchObject({ ok: false, fault: { code: 'PERMISSION', retryable: false } });
    expect(await door.shownOf(olga)).toMatchObject({ status: 'ERROR', error: { code: 'PERMISSION' } });
    expect(await door.test(olga)).toMatchObject({ ok: true });
    expect(await status()).toBe('CONNECTED');
  });

  it('[F9] [G6] while it asks to slow down says so, and calls nothing broken', async () => {
    await door.sandbox.fault({ ...kit.at.account, ...kit.slowDown });
    expect(await door.test(olga)).toMatchObject({ ok: false, fault: { code: 'RATE_LIMITED', retryable: true } });
    expect(await status()).toBe('CONNECTED');
  });
});

describe('a test of a connection with HubSpot', () => {
  let door: AnyDoor;
  beforeAll(() => { door = doors.to(hubspotKit); });
  beforeEach(begin);

  it('[F9] [G6] tells what a token of one’s own has left, and so does the integration afterwards', async () => {
    const olga = await door.app.signUp();
    await door.connectWithToken(olga, await door.sandbox.tokenToPaste());
    expect((await door.shownOf(olga)).quota).toBeNull();
    const { ok, quota } = await door.test(olga);
    expect([ok, quota]).toEqual([true, { used: expect.any(Number) as number, limit: 250_000, resetsAt: null, reserve: 12_500 }]);
    expect(quota.used).toBeGreaterThan(0);
    expect((await door.shownOf(olga)).quota).toEqual(quota);
  });

  it('[F9] [F7] names the scope that is missing, as the integration does', async () => {
    const olga = await door.connected();
    await door.sandbox.fault({ path: '/oauth/*/introspect', status: 200, body: '{"active":true,"hub_id":62515,"hub_domain":"example.com","scopes":["oauth","crm.objects.contacts.read"]}' });
    expect(await door.test(olga)).toMatchObject({
      ok: false, scopes: ['oauth', 'crm.objects.contacts.read'], latencyMs: expect.any(Number) as number,
      fault: { code: 'PERMISSION', retryable: false, message: expect.stringContaining('crm.objects.contacts.write') as string },
    });
    expect(await door.shownOf(olga)).toMatchObject({ status: 'ERROR', error: { code: 'PERMISSION' } });
    expect(await door.test(olga)).toMatchObject({ ok: true });
  });

  it('[F9] of a provider that is not built is refused', async () => {
    const olga = await door.app.signUp();
    expect(codesOf(await door.app.graphql('mutation { testIntegration(input: { provider: ZOHO }) { ok } }', {}, olga.token))).toEqual([['PROVIDER_NOT_SUPPORTED']]);
  });
});

describe.each([{ kit: hubspotKit, version: '2026-09' }, { kit: salesforceKit, version: 'v68.0' }])('warnings of $kit.name', ({ kit, version }) => {
  const sunset = { sunset: 'Sat, 31 Dec 2033 23:59:59 GMT' };
  const warning = `${kit.name} will end version ${version} of its API on 2033-12-31: whoever runs this server sets a newer one.`;
  let door: AnyDoor;
  let olga: Session;
  beforeAll(() => { door = doors.to(kit); });
  beforeEach(async () => {
    await begin();
    olga = await door.connected();
  });
  const warnings = async () => (await door.shownOf(olga)).warnings as string[];

  it('[G11] come from any answer, once each, and go with the next test that brings none', async () => {
    await door.sandbox.fault({ ...kit.at.fields, headers: sunset, times: forEver });
    await door.readFields(olga);
    await door.readFields(olga);
    expect(await warnings()).toEqual([warning]);
    await door.sandbox.clearFaults();
    await door.readFields(olga);
    expect(await warnings()).toEqual([warning]);
    expect(await door.test(olga)).toMatchObject({ ok: true });
    expect(await warnings()).toEqual([]);
    await door.sandbox.fault({ ...kit.at.fields, headers: sunset });
    await door.readFields(olga);
    expect(await warnings()).toEqual([warning]);
  });

  it('[G11] stay after a test that brings them again, and go with a new connection', async () => {
    await door.sandbox.fault({ ...kit.at.account, headers: { deprecation: '@1893456000' } });
    await door.test(olga);
    expect(await warnings()).toEqual([`${kit.name} advises against version ${version} of its API: whoever runs this server sets a newer one.`]);
    await door.connect(olga);
    expect(await warnings()).toEqual([]);
  });
});
