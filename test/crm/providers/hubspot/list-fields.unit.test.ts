import { aSession, rejectionOf } from '../../a-session.ts';
import { startHubspotSandbox, STATIC_TOKEN, type HubspotSandbox } from './hubspot-sandbox.ts';

let sandbox: HubspotSandbox;
beforeAll(async () => {
  sandbox = await startHubspotSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const session = () => aSession({ accessToken: STATIC_TOKEN });

describe('the fields of HubSpot', () => {
  it.each([
    ['2026-09', '/crm/properties/2026-09/contacts?archived=false'],
    ['v3', '/crm/v3/properties/contacts?archived=false'],
  ] as const)('[G1] are asked for as %s documents it', async (apiVersion, path) => {
    const recorded = session();
    await sandbox.connect({ apiVersion }).listFields(recorded, 'contacts');

    expect(recorded.exchanges).toMatchObject([{ method: 'GET', path, status: 200, body: null }]);
    expect(await sandbox.requests()).toMatchObject([{ method: 'GET', path, status: 200 }]);
  });

  it('[H1] have name, label, type, flags, description and options', async () => {
    const fields = await sandbox.connect().listFields(session(), 'contacts');
    const named = new Map(fields.map((field) => [field.name, field]));

    expect(named.get('email')).toMatchObject({ label: expect.any(String), type: 'EMAIL', required: false, readOnly: false, unique: true, options: [] });
    expect(named.get('firstname')).toMatchObject({ type: 'STRING', readOnly: false, unique: false });
    expect(named.get('phone')).toMatchObject({ type: 'PHONE' });
    expect(named.get('createdate')).toMatchObject({ type: 'DATE', readOnly: true });
    const lifecycle = named.get('lifecyclestage');
    expect(lifecycle).toMatchObject({ type: 'SELECT' });
    expect(lifecycle?.options).toEqual(expect.arrayContaining([{ value: 'lead', label: 'Lead' }]));
    expect(new Set(fields.map(({ type }) => type))).not.toContain(undefined);
  });

  it('[H1] include a property that was made a moment ago', async () => {
    const made = await fetch(`${sandbox.url}/crm/properties/2026-09/contacts`, {
      method: 'POST',
      headers: { authorization: `Bearer ${STATIC_TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: 'favourite_colour',
        label: 'Favourite colour',
        groupName: 'contactinformation',
        type: 'enumeration',
        fieldType: 'checkbox',
        options: [{ label: 'Blue', value: 'blue', displayOrder: 0, hidden: false }],
      }),
    });
    const fields = await sandbox.connect().listFields(session(), 'contacts');

    expect(made.status).toBe(201);
    expect(fields.find(({ name }) => name === 'favourite_colour')).toEqual({
      name: 'favourite_colour',
      label: 'Favourite colour',
      type: 'SELECT',
      required: false,
      readOnly: false,
      unique: false,
      description: null,
      options: [{ value: 'blue', label: 'Blue' }],
    });
  });

  it('[G7] of an object that does not exist are not found', async () => {
    await expect(rejectionOf(sandbox.connect().listFields(session(), 'unicorns'))).resolves.toMatchObject({ fault: { code: 'NOT_FOUND' } });
  });
});
