import { type Filter, matchesFilter } from '../../sandbox/hubspot/contacts/match-filter.ts';
import { startSandbox, type StartedSandbox, until } from './start-sandbox.ts';

const PATHS = ['/crm/v3/objects/contacts', '/crm/objects/2026-03/contacts', '/crm/objects/2026-09/contacts'];
const P = PATHS[1]!;

/** A filter of any operator without its property. */
type DistributedOmit<F> = F extends Filter ? Omit<F, 'propertyName'> : never;

let sandbox: StartedSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ SANDBOX_RATE_LIMIT: '100000', SANDBOX_SEARCH_LAG_MS: '1500' });
});
beforeEach(() => sandbox.call('DELETE', '/__sandbox'));
afterAll(() => sandbox.stop());

const create = (properties: object, path = P) => sandbox.call('POST', path, { json: { properties } });
const plant = async (properties: object) => {
  const { id, updatedAt } = (await sandbox.call('POST', '/__sandbox/contacts', { json: { properties } })).body;
  return { id, updatedAt };
};
const held = async (id: string) => {
  const contacts: { id: string; properties: object }[] = (await sandbox.call('GET', '/__sandbox/contacts')).body;
  return contacts.find((contact) => contact.id === id)?.properties;
};

describe('one contact', () => {
  it.each(PATHS)('is created, read, changed and deleted on %s [G1]', async (path) => {
    const created = await create({ email: 'Ana@Example.com', firstname: 'Ana', numemployees: 42, marketing_consent: true }, path);
    expect(created.status).toBe(201);
    const { id } = created.body;
    expect(created.body).toEqual({
      id: expect.stringMatching(/^\d+$/),
      properties: {
        createdate: created.body.createdAt,
        email: 'ana@example.com',
        firstname: 'Ana',
        hs_object_id: id,
        lastmodifieddate: created.body.updatedAt,
        lastname: null,
        marketing_consent: 'true',
        numemployees: '42',
      },
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      archived: false,
      url: `https://app.hubspot.com/contacts/62515/record/0-1/${id}`,
    });
    const read = await sandbox.call('GET', `${path}/ANA@example.com?idProperty=email&properties=phone,firstname,unheard_of`);
    expect(read.body.properties).toEqual({ createdate: expect.any(String), firstname: 'Ana', hs_object_id: id, lastmodifieddate: expect.any(String), phone: null });
    const changed = await sandbox.call('PATCH', `${path}/${id}`, { json: { properties: { firstname: '', lastname: 'Li' } } });
    expect([changed.status, changed.body.properties]).toEqual([200, expect.objectContaining({ firstname: null, lastname: 'Li', email: 'ana@example.com' })]);
    expect((await sandbox.call('PATCH', `${path}/ana@example.com?idProperty=email`, { json: { properties: { phone: '1' } } })).body.id).toBe(id);
    expect((await sandbox.call('DELETE', `${path}/${id}`)).status).toBe(204);
    expect((await sandbox.call('GET', `${path}/${id}`)).body).toMatchObject({ status: 'error', message: 'resource not found', category: 'OBJECT_NOT_FOUND' });
    expect((await create({ email: 'ana@example.com' }, path)).status).toBe(201);
  });

  it('is refused with 409 and the existing id when the e-mail is taken, in any case, also as an additional one [G1]', async () => {
    const { id } = await plant({ email: 'ana@example.com', hs_additional_emails: 'ana@home.example;a@x.example' });
    for (const email of ['ANA@EXAMPLE.COM', 'a@x.example']) {
      const { status, body } = await create({ email });
      expect(status).toBe(409);
      expect(body).toEqual({ status: 'error', message: `Contact already exists. Existing ID: ${id}`, correlationId: expect.any(String), category: 'CONFLICT' });
    }
    const other = await plant({ email: 'bo@example.com' });
    expect((await sandbox.call('PATCH', `${P}/${other.id}`, { json: { properties: { email: 'Ana@example.com' } } })).status).toBe(409);
    expect(await held(other.id)).toMatchObject({ email: 'bo@example.com' });
  });

  it('is refused with every wrong property named, nested in the message and as details [G1]', async () => {
    const wrong = {
      favourite: 'x', __proto__x: 'x', email: 'nobody', industry_tier: 'Gold', interests: 'events;news', numemployees: 'many',
      marketing_consent: 'yes', contract_start: '2026-02-30', demo_at: '2026-01-31', createdate: '2026-01-31T00:00:00Z',
    };
    const { status, body } = await create(wrong);
    expect(status).toBe(400);
    expect(body.category).toBe('VALIDATION_ERROR');
    const message: string = body.message;
    const nested: { name: string; error: string }[] = JSON.parse(message.replace('Property values were not valid: ', ''));
    const codes = Object.fromEntries(nested.map(({ name, error }) => [name, error]));
    expect(codes).toEqual({
      favourite: 'PROPERTY_DOESNT_EXIST', __proto__x: 'PROPERTY_DOESNT_EXIST', email: 'INVALID_EMAIL', industry_tier: 'INVALID_OPTION',
      interests: 'INVALID_OPTION', numemployees: 'INVALID_INTEGER', marketing_consent: 'INVALID_OPTION', contract_start: 'INVALID_DATE',
      demo_at: 'INVALID_DATE', createdate: 'READ_ONLY_VALUE',
    });
    expect(nested[0]).toEqual({ isValid: false, message: 'Property "favourite" does not exist', error: 'PROPERTY_DOESNT_EXIST', name: 'favourite' });
    expect(body.errors[0]).toEqual({ message: 'Property "favourite" does not exist', code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['favourite'] } });
    expect((await sandbox.call('GET', '/__sandbox/contacts')).body).toEqual([]);
  });

  it('keeps dates and times in one form, from ISO 8601 and from epoch milliseconds [G1]', async () => {
    const { id } = (await create({ contract_start: '1769817600000', demo_at: '2026-01-31T10:00:00+02:00', interests: 'events;product' })).body;
    expect(await held(id)).toMatchObject({ contract_start: '2026-01-31', demo_at: '2026-01-31T08:00:00.000Z', interests: 'events;product' });
    expect((await create({ contract_start: '1769817600001' })).status).toBe(400);
  });

  it('moves its lifecycle stage only forward, unless cleared first [G1]', async () => {
    const { id } = await plant({ lifecyclestage: 'customer' });
    const set = (lifecyclestage: string) => sandbox.call('PATCH', `${P}/${id}`, { json: { properties: { lifecyclestage } } });
    expect((await set('lead')).status).toBe(200);
    expect(await held(id)).toMatchObject({ lifecyclestage: 'customer' });
    await set('');
    await set('lead');
    expect(await held(id)).toMatchObject({ lifecyclestage: 'lead' });
  });
});

describe('the list', () => {
  it('is paged with a cursor and a link that keeps the query, and without paging on the last page [G1]', async () => {
    for (const email of ['a@x.example', 'b@x.example', 'c@x.example']) await plant({ email });
    const first = await sandbox.call('GET', `${P}?limit=2&properties=email`);
    expect(first.body.results).toHaveLength(2);
    const { after, link } = first.body.paging.next;
    expect(link).toBe(`${sandbox.url}${P}?limit=2&properties=email&after=${after}`);
    const last = await sandbox.call('GET', link);
    expect(last.body.results[0].properties.email).toBe('c@x.example');
    expect(last.body).not.toHaveProperty('paging');
  });

  it('refuses a wrong limit or cursor [G1]', async () => {
    for (const query of ['limit=101', 'limit=0', 'limit=ten', 'after=x']) {
      expect((await sandbox.call('GET', `${P}?${query}`)).body).toMatchObject({ status: 'error', category: 'VALIDATION_ERROR' });
    }
  });
});

describe('search', () => {
  const find = (json: object) => sandbox.call('POST', `${P}/search`, { json });
  const byEmail = (value: string) => find({ filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ', value }] }] });

  it('finds a written contact only after the lag, while a read finds it at once [G1] [G13]', async () => {
    const { id } = (await create({ email: 'ana@example.com' })).body;
    expect((await byEmail('ana@example.com')).body).toEqual({ total: 0, results: [] });
    expect((await sandbox.call('GET', `${P}/${id}`)).status).toBe(200);
    await until(async () => (await byEmail('ANA@example.com')).body.total === 1);
  });

  it('takes any group and all filters of it, sorts and pages [G1]', async () => {
    await plant({ email: 'a@x.example', firstname: 'Ana', numemployees: 9 });
    await plant({ email: 'b@x.example', firstname: 'Bo', numemployees: 40 });
    await plant({ email: 'c@x.example', firstname: 'Cy', numemployees: 300 });
    const least = { propertyName: 'numemployees', operator: 'GTE', value: '40' };
    const cy = { propertyName: 'firstname', operator: 'EQ', value: 'cy' };
    const ana = { propertyName: 'email', operator: 'IN', values: ['a@x.example'] };
    const sorts = [{ propertyName: 'numemployees', direction: 'DESCENDING' }];
    const { body } = await find({ filterGroups: [{ filters: [least, cy] }, { filters: [ana] }], sorts, limit: 1, properties: ['numemployees'] });
    expect(body).toMatchObject({ total: 2, results: [{ properties: { numemployees: '300' } }], paging: { next: { after: '1' } } });
    const next = await find({ filterGroups: [{ filters: [least, cy] }, { filters: [ana] }], sorts, limit: 1, after: '1', properties: ['numemployees'] });
    expect(next.body).toEqual({ total: 2, results: [expect.objectContaining({ properties: expect.objectContaining({ numemployees: '9' }) })] });
    expect((await find({ query: 'B@X' })).body).toMatchObject({ total: 1, results: [{ properties: { firstname: 'Bo' } }] });
  });

  const north = { propertyName: 'company', type: 'string', held: 'North Star Ltd' };
  const forty = { propertyName: 'numemployees', type: 'number', held: '40' };
  it.each<[held: typeof north, filter: DistributedOmit<Filter>, passes: boolean, ofUnset: boolean]>([
    [forty, { operator: 'EQ', value: '40.0' }, true, false],
    [forty, { operator: 'NEQ', value: '40' }, false, true],
    [forty, { operator: 'LT', value: '5' }, false, false],
    [forty, { operator: 'LTE', value: '40' }, true, false],
    [forty, { operator: 'GT', value: '5' }, true, false],
    [forty, { operator: 'GTE', value: '41' }, false, false],
    [forty, { operator: 'BETWEEN', value: '5', highValue: '40' }, true, false],
    [{ ...forty, type: 'datetime', held: '2026-01-01T00:00:00.000Z' }, { operator: 'EQ', value: '1767225600000' }, true, false],
    [north, { operator: 'EQ', value: 'north star ltd' }, true, false],
    [north, { operator: 'IN', values: ['north star ltd'] }, true, false],
    [north, { operator: 'IN', values: ['North Star Ltd'] }, false, false],
    [north, { operator: 'NOT_IN', values: ['south'] }, true, true],
    [north, { operator: 'HAS_PROPERTY' }, true, false],
    [north, { operator: 'NOT_HAS_PROPERTY' }, false, true],
    [north, { operator: 'CONTAINS_TOKEN', value: 'star' }, true, false],
    [north, { operator: 'CONTAINS_TOKEN', value: 'sta' }, false, false],
    [north, { operator: 'CONTAINS_TOKEN', value: 'nor*ltd' }, true, false],
    [north, { operator: 'NOT_CONTAINS_TOKEN', value: 'star' }, false, true],
  ])('judges %j by %j [G1]', ({ propertyName, type, held: value }, filter, passes, ofUnset) => {
    expect(matchesFilter({ propertyName, ...filter }, value, type)).toBe(passes);
    expect(matchesFilter({ propertyName, ...filter }, undefined, type)).toBe(ofUnset);
  });

  it('refuses what is beyond its limits, one kind at a time [G1]', async () => {
    const filter = { propertyName: 'email', operator: 'HAS_PROPERTY' };
    const groups = (count: number, filters: number) => ({ filterGroups: Array(count).fill({ filters: Array(filters).fill(filter) }) });
    const beyond = [
      groups(6, 1), groups(1, 7), groups(4, 5), { limit: 201 }, { after: '9999', limit: 2 }, { query: 'x'.repeat(3001) }, { sorts: ['email', 'phone'] },
      { filterGroups: [{ filters: [{ propertyName: 'email', operator: 'LIKE', value: 'x' }] }] },
      { filterGroups: [{ filters: [{ ...filter, propertyName: 'favourite' }] }] },
    ];
    for (const each of beyond) {
      await sandbox.call('DELETE', '/__sandbox'); // also of the searches that count
      const { status, body } = await find(each);
      expect([status, body.category]).toEqual([400, 'VALIDATION_ERROR']);
    }
  });
});
