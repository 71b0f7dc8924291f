import { startSandbox, type StartedSandbox } from './start-sandbox.ts';

const PATHS = ['/crm/v3/properties/contacts', '/crm/properties/2026-03/contacts', '/crm/properties/2026-09/contacts'];
const P = PATHS[1]!;

type Property = { name: string; type: string; fieldType: string; calculated: boolean; modificationMetadata: { readOnlyValue: boolean } };

let sandbox: StartedSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ SANDBOX_RATE_LIMIT: '100000' });
});
beforeEach(() => sandbox.call('DELETE', '/__sandbox'));
afterAll(() => sandbox.stop());

const properties = async (path = P) => {
  const results: Property[] = (await sandbox.call('GET', path)).body.results;
  return results;
};
const tier = {
  name: 'lead_tier',
  label: 'Lead tier',
  type: 'enumeration',
  fieldType: 'select',
  groupName: 'contactinformation',
  options: [{ label: 'Gold', value: 'gold' }],
};

it.each(PATHS)('%s lists every pair of type and field type that HubSpot documents [G1]', async (path) => {
  const pairs = new Set((await properties(path)).map(({ type, fieldType }) => `${type}/${fieldType}`));
  const documented = [
    'string/text', 'string/textarea', 'string/html', 'string/phonenumber', 'phone_number/phonenumber', 'string/file', 'number/number',
    'bool/booleancheckbox', 'enumeration/booleancheckbox', 'date/date', 'datetime/date', 'enumeration/select', 'enumeration/radio',
    'enumeration/checkbox', 'any/calculation_equation', 'object_coordinates/text', 'json/text',
  ];
  expect(documented.filter((pair) => !pairs.has(pair))).toEqual([]);
});

it('shows one property whole [G1]', async () => {
  const { body } = await sandbox.call('GET', `${P}/industry_tier`);
  expect(body).toEqual({
    name: 'industry_tier', label: 'Industry tier', type: 'enumeration', fieldType: 'select', groupName: 'contactinformation', description: '',
    options: [
      { label: 'Gold', value: 'gold', displayOrder: 0, hidden: false, description: '' },
      { label: 'Silver', value: 'silver', displayOrder: 1, hidden: false, description: '' },
      { label: 'Bronze', value: 'bronze', displayOrder: 2, hidden: false, description: '' },
    ],
    displayOrder: -1, hasUniqueValue: false, hidden: false, formField: true, calculated: false, externalOptions: false, hubspotDefined: false,
    archived: false, modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyValue: false }, dataSensitivity: 'non_sensitive',
    createdAt: expect.any(String), updatedAt: expect.any(String), createdUserId: expect.any(String), updatedUserId: expect.any(String),
  });
  expect((await sandbox.call('GET', `${P}/hubspot_owner_id`)).body).toMatchObject({ externalOptions: true, referencedObjectType: 'OWNER', options: [] });
});

it('refuses to write each property that it marks as read-only or calculated [G1]', async () => {
  const readOnly = (await properties()).filter(({ calculated, modificationMetadata }) => calculated || modificationMetadata.readOnlyValue);
  expect(readOnly.length).toBeGreaterThan(5);
  for (const { name } of readOnly) {
    const { status, body } = await sandbox.call('POST', '/crm/v3/objects/contacts', { json: { properties: { [name]: '1' } } });
    expect([status, body.errors[0].code]).toEqual([400, 'READ_ONLY_VALUE']);
  }
});

it('creates a property that contacts can then carry, and archives it [G1]', async () => {
  const created = await sandbox.call('POST', P, { json: tier });
  expect(created.status).toBe(201);
  expect(created.body).toMatchObject({ ...tier, options: [{ label: 'Gold', value: 'gold' }], hubspotDefined: false });
  const write = () => sandbox.call('POST', '/crm/v3/objects/contacts', { json: { properties: { lead_tier: 'gold' } } });
  expect((await write()).status).toBe(201);
  expect((await sandbox.call('DELETE', `${P}/lead_tier`)).status).toBe(204);
  expect((await write()).body.errors[0].code).toBe('PROPERTY_DOESNT_EXIST');
  expect((await sandbox.call('GET', `${P}?archived=true`)).body.results).toEqual([expect.objectContaining({ name: 'lead_tier', archived: true })]);
});

it('refuses a taken name with 409, an unknown one with 404, and what is HubSpot’s own [G1]', async () => {
  const taken = await sandbox.call('POST', P, { json: { ...tier, name: 'email' } });
  expect(taken.status).toBe(409);
  expect(taken.body).toMatchObject({ status: 'error', category: 'OBJECT_ALREADY_EXISTS', subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS' });
  const unknown = await sandbox.call('GET', `${P}/favourite`);
  expect([unknown.status, unknown.body.category]).toEqual([404, 'OBJECT_NOT_FOUND']);
  expect((await sandbox.call('DELETE', `${P}/email`)).status).toBe(400);
});

it('refuses a wrong name, a wrong pair, and more than ten unique properties [G1]', async () => {
  const make = (change: object) => sandbox.call('POST', P, { json: { ...tier, ...change } });
  for (const change of [{ name: 'Lead Tier' }, { name: '1st' }, { type: 'number' }, { type: 'constructor' }, { label: '' }]) {
    expect((await make(change)).body).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR' });
  }
  const unique = (n: number) => make({ name: `unique_${n}`, type: 'string', fieldType: 'text', hasUniqueValue: true });
  const statuses = [];
  for (let n = 0; n < 10; n += 1) statuses.push((await unique(n)).status);
  expect(statuses).toEqual([...Array(9).fill(201), 400]); // one stands there from the beginning
});

it('opens to either of the two scopes that may read it [G1]', async () => {
  for (const [scope, status] of [['crm.schemas.contacts.read', 200], ['crm.objects.contacts.read', 200], ['crm.objects.contacts.write', 403]] as const) {
    const { access_token } = await sandbox.connect(`oauth ${scope}`);
    expect((await sandbox.call('GET', P, { token: access_token })).status).toBe(status);
  }
});
