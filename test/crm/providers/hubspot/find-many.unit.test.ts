import type { PushRow } from '../../../../src/crm/crm-provider.ts';
import { aSession } from '../../a-session.ts';
import { startHubspotSandbox, STATIC_TOKEN, type HubspotSandbox } from './hubspot-sandbox.ts';

let sandbox: HubspotSandbox;
beforeAll(async () => {
  sandbox = await startHubspotSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const row = (key: string, more: Partial<PushRow>): PushRow => ({ key, properties: {}, duplicatePolicy: 'UPDATE', ...more });

const find = async (rows: PushRow[], properties: string[] = ['firstname', 'company']) => {
  const session = aSession({ accessToken: STATIC_TOKEN });
  const found = await sandbox.connect().findMany(session, 'contacts', rows, properties);
  return { found, session };
};

describe('finding what rows would meet', () => {
  it('[G1] by id, else by e-mail, with just the properties asked for', async () => {
    const ana = await sandbox.plant({ email: 'ana@example.com', firstname: 'Ana' });
    const ben = await sandbox.plant({ email: 'ben@example.com', firstname: 'Ben', company: 'Acme' });
    const { found } = await find([
      row('by-id', { externalId: ana.id, email: 'ben@example.com' }),
      row('by-email', { email: 'Ben@Example.com' }),
      row('vanished', { externalId: '999999', email: 'ana@example.com' }),
      row('twice', { email: 'ben@example.com' }),
      row('nobody', { email: 'nobody@example.com' }),
      row('nameless', {}),
    ]);
    const anas = { externalId: ana.id, properties: { firstname: 'Ana', company: null } };
    const bens = { externalId: ben.id, properties: { firstname: 'Ben', company: 'Acme' } };

    expect(Object.fromEntries(found)).toEqual({ 'by-id': anas, 'by-email': bens, vanished: anas, twice: bens });
  });

  it('[I2] writes nothing, and reads at most 100 at once, each once', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => row(`row-${index}`, { email: `lead-${index % 240}@example.com` }));
    const { found, session } = await find(rows);
    const requests = await sandbox.requests();

    expect(found.size).toBe(0);
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(Array(3).fill('POST /crm/objects/2026-09/contacts/batch/read'));
    expect(requests.map(({ body }) => (body as { inputs: unknown[] }).inputs.length)).toEqual([100, 100, 40]);
    expect(session.exchanges).toHaveLength(3);
    expect(await sandbox.contacts()).toEqual([]);
  });

  it('[G8] sees at once what was written a moment ago, unlike a search', async () => {
    const provider = sandbox.connect();
    const session = aSession({ accessToken: STATIC_TOKEN });
    const rows = [row('new', { email: 'new@example.com', properties: { email: 'new@example.com', firstname: 'New' } })];
    await provider.pushMany(session, 'contacts', rows);

    expect((await provider.findMany(session, 'contacts', rows, ['firstname'])).get('new')?.properties).toEqual({ firstname: 'New' });
  });

  it('[G1] asks nothing where there is nothing to look for', async () => {
    const { session } = await find([row('nameless', {})]);

    expect(session.exchanges).toEqual([]);
  });
});
