import type { PushRow } from '../../../../src/crm/crm-provider.ts';
import { hubspotApiVersions, type HubspotApiVersion } from '../../../../src/crm/providers/hubspot/paths.ts';
import { aSession } from '../../a-session.ts';
import { consent, startHubspotSandbox, type HubspotSandbox } from './hubspot-sandbox.ts';

let sandbox: HubspotSandbox;
beforeAll(async () => { sandbox = await startHubspotSandbox({ SANDBOX_SEARCH_LAG_MS: '0' }); });
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.reset());

const redirectUri = 'http://127.0.0.1:4000/callback';
const site = { environment: 'PRODUCTION' } as const;
const signal = () => AbortSignal.timeout(10_000);

const connected = async (apiVersion: HubspotApiVersion) => {
  const hubspot = sandbox.connect({ apiVersion });
  const back = await consent(hubspot.authorizationUrl({ state: 's', redirectUri, codeChallenge: 'c', site }));
  const tokens = await hubspot.exchangeCode({ code: back.searchParams.get('code') ?? '', redirectUri, codeVerifier: 'v', site }, signal());
  return { hubspot, tokens, session: aSession(tokens) };
};
const row: PushRow = { key: 'row-1', email: 'ada@example.com', properties: { email: 'ada@example.com', firstname: 'Ada' }, duplicatePolicy: 'UPDATE' };
const recorded = async () => (await sandbox.requests()).filter(({ path }) => path.startsWith('/crm'));

/** What HubSpot documents: the same behind either spelling of the path. */
const bases: Record<HubspotApiVersion, { objects: string; properties: string }> = {
  v3: { objects: '/crm/v3/objects/contacts', properties: '/crm/v3/properties/contacts' },
  '2026-03': { objects: '/crm/objects/2026-03/contacts', properties: '/crm/properties/2026-03/contacts' },
  '2026-09': { objects: '/crm/objects/2026-09/contacts', properties: '/crm/properties/2026-09/contacts' },
};

describe.each(hubspotApiVersions)('on %s the five documented endpoints', (version) => {
  const { objects, properties } = bases[version];

  it('[G1] are called to the letter: properties, list, search, create, update', async () => {
    const { hubspot, session } = await connected(version);
    await hubspot.listFields(session, 'contacts');
    await hubspot.listRecords!(session, 'contacts', { first: 100, properties: ['email', 'firstname'] });
    const [created] = await hubspot.pushMany(session, 'contacts', [row]);
    const externalId = created?.externalId ?? '';
    await hubspot.listRecords!(session, 'contacts', { first: 10, search: 'ada', properties: ['email'] });
    await hubspot.pushMany(session, 'contacts', [{ ...row, externalId, properties: { firstname: 'Augusta' } }]);

    const looked = expect.arrayContaining(['email']) as string[];
    expect((await recorded()).map(({ method, path, status, body }) => ({ method, path: decodeURIComponent(path), status, body }))).toEqual([
      { method: 'GET', path: `${properties}?archived=false`, status: 200, body: null },
      { method: 'GET', path: `${objects}?limit=100&archived=false&properties=email,firstname`, status: 200, body: null },
      { method: 'POST', path: `${objects}/batch/read`, status: expect.any(Number) as number, body: { idProperty: 'email', inputs: [{ id: 'ada@example.com' }], properties: looked, propertiesWithHistory: [] } },
      { method: 'POST', path: `${objects}/batch/create`, status: 201, body: { inputs: [{ objectWriteTraceId: 'row-1', associations: [], properties: { email: 'ada@example.com', firstname: 'Ada' } }] } },
      { method: 'POST', path: `${objects}/search`, status: 200, body: { query: 'ada', limit: 10, properties: ['email'] } },
      { method: 'POST', path: `${objects}/batch/update`, status: 200, body: { inputs: [{ id: externalId, objectWriteTraceId: 'row-1', properties: { firstname: 'Augusta' } }] } },
    ]);
  });

  it('[G11] and all others name the version in their path', async () => {
    const { hubspot, tokens, session } = await connected(version);
    await hubspot.readAccount(session);
    await hubspot.adoptToken!({ token: 'pat-na1-sandbox' }, signal());
    await hubspot.refreshTokens(tokens, signal());
    await hubspot.revokeTokens!(tokens, signal());
    const paths = (await sandbox.requests()).map(({ path }) => path).filter((path) => !path.startsWith('/oauth/authorize'));
    expect(paths.length).toBeGreaterThan(8);
    expect(paths.filter((path) => !path.split(/[/?]/).includes(version))).toEqual([]);
  });
});
