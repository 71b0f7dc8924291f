import { crmKits, type CrmKit } from '../../support/crm/crm-kits.ts';
import { openSyncDoors } from '../sync/sync-door.ts';

const PROVIDER = 'query ($provider: Provider!) { integration(provider: $provider) { apiVersion } }';
const FIELDS = 'query ($provider: CrmProvider!) { crmFields(provider: $provider, refresh: true) { name } }';

/** What tells the version of a path: `/crm/v3/…`, `/oauth/2026-03/token`, `/services/data/v60.0/…`. */
const versionIn = ({ provider }: Pick<CrmKit, 'provider'>, path: string): string | undefined =>
  (provider === 'HUBSPOT' ? /^\/(?:crm\/(?:\w+\/)?|oauth\/|account-info\/)(v\d|\d{4}-\d\d)\// : /^\/services\/data\/(v\d+\.0)\//).exec(path)?.[1];
/** Where people sign in, and Salesforce's sign-in altogether, have no version. */
const isVersioned = (path: string) => !/^\/oauth\/authorize|^\/services\/oauth2\//.test(path);

describe.each([
  { HUBSPOT: 'v3', SALESFORCE: 'v60.0' },
  { HUBSPOT: '2026-03', SALESFORCE: 'v58.0' },
])('an installation for the versions %j', (versions) => {
  let doors: Awaited<ReturnType<typeof openSyncDoors>>;
  beforeAll(async () => { doors = await openSyncDoors({ env: { HUBSPOT_API_VERSION: versions.HUBSPOT, SALESFORCE_API_VERSION: versions.SALESFORCE } }); });
  afterAll(() => doors.close());

  it.each(crmKits)('[G11] [G1] [G2] asks $name for nothing else, whatever it does', async (kit) => {
    const { provider } = kit;
    const door = doors.to(kit);
    await door.begin();
    expect((await door.ask(PROVIDER, { provider })).integration.apiVersion).toBe(versions[provider]);
    await door.sandbox.expireTokens();
    const lead = await door.createLead({ name: 'Ada Lovelace', email: 'ada@example.com' });
    expect(await door.sync(lead)).toMatchObject({ status: 'SUCCEEDED', action: 'CREATED' });
    await door.updateLead(lead, { title: 'Countess' });
    expect(await door.sync(lead)).toMatchObject({ status: 'SUCCEEDED', action: 'UPDATED' });
    await door.ask(FIELDS, { provider });
    await door.ask('mutation ($input: TestIntegrationInput!) { testIntegration(input: $input) { ok } }', { input: { provider } });
    await door.ask('query ($provider: CrmProvider!) { crmContacts(provider: $provider, first: 10) { nodes { id } } }', { provider });
    const paths = (await door.sandbox.requests()).map(({ path }) => path).filter(isVersioned);
    expect(paths.length).toBeGreaterThan(5);
    expect(paths.filter((path) => versionIn(kit, path) !== versions[provider])).toEqual([]);
  });
});

describe('the pace that a connection begins with', () => {
  const SLOW = 10;
  let doors: Awaited<ReturnType<typeof openSyncDoors>>;
  beforeAll(async () => { doors = await openSyncDoors({ env: { HUBSPOT_CALLS_PER_10_S: String(SLOW), SALESFORCE_CALLS_PER_10_S: String(SLOW) } }); });
  afterAll(() => doors.close());

  it.each(crmKits)('[G6] is configured for $name, and holds where it tells no other', async (kit) => {
    const { provider } = kit;
    const door = doors.to(kit);
    await door.begin();
    const calls = Array.from({ length: 4 }, () => door.ask(FIELDS, { provider }));
    await Promise.all(calls);
    const moments = (await door.sandbox.requests()).filter(kit.isFieldRead).map(({ at }) => Date.parse(at)).slice(-4);
    const took = (moments.at(-1) ?? 0) - (moments[0] ?? 0);
    expect(doors.app.app.parts.base.parts.crm.providers[provider]?.pace).toEqual({ requests: SLOW, per: 10_000 });
    // HubSpot's answers tell its own limit at once.
    if (provider === 'SALESFORCE') expect(took).toBeGreaterThan(2_500);
  });
});
