import type { RecordPage } from '../../../../src/crm/crm-provider.ts';
import { aSession } from '../../a-session.ts';
import { startHubspotSandbox, STATIC_TOKEN, type HubspotSandbox } from './hubspot-sandbox.ts';

let sandbox: HubspotSandbox;
beforeAll(async () => {
  sandbox = await startHubspotSandbox({ SANDBOX_SEARCH_LAG_MS: '0' });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const session = () => aSession({ accessToken: STATIC_TOKEN });
const emailsOf = ({ records }: RecordPage) => records.map(({ properties }) => properties['email']);

describe('the records of HubSpot', () => {
  it.each([
    ['2026-09', '/crm/objects/2026-09/contacts'],
    ['2026-03', '/crm/objects/2026-03/contacts'],
    ['v3', '/crm/v3/objects/contacts'],
  ] as const)('[G1] are listed page by page, and searched, as %s documents it', async (apiVersion, path) => {
    for (const name of ['a', 'b', 'c']) await sandbox.plant({ email: `${name}@example.com`, firstname: name });
    const hubspot = sandbox.connect({ apiVersion });
    const first = await hubspot.listRecords!(session(), 'contacts', { first: 2, properties: ['email'] });
    const second = await hubspot.listRecords!(session(), 'contacts', { first: 2, properties: ['email'], after: first.after! });
    expect([emailsOf(first), emailsOf(second), second.after]).toEqual([['a@example.com', 'b@example.com'], ['c@example.com'], null]);

    const found = await hubspot.listRecords!(session(), 'contacts', { search: 'b@example.com', first: 10, properties: ['email'] });
    expect(emailsOf(found)).toEqual(['b@example.com']);
    expect(await sandbox.requests()).toMatchObject([
      { method: 'GET', path: `${path}?limit=2&archived=false&properties=email`, status: 200 },
      { method: 'GET', path: `${path}?limit=2&archived=false&properties=email&after=${first.after!}`, status: 200 },
      { method: 'POST', path: `${path}/search`, status: 200, body: { query: 'b@example.com', limit: 10, properties: ['email'] } },
    ]);
  });

  it('[G1] that cannot be read are PROVIDER_DOWN, not an empty list', async () => {
    await sandbox.order({ path: '/crm/*', status: 200, body: '{"results":"none"}' });
    await expect(sandbox.connect().listRecords!(session(), 'contacts', { first: 1, properties: [] })).rejects.toMatchObject({ fault: { code: 'PROVIDER_DOWN' } });
  });
});
