import { B, type Salesforce, startSalesforce } from './start-salesforce.ts';

let sandbox: Salesforce;
beforeAll(async () => {
  sandbox = await startSalesforce();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const create = (object: string, json: object, headers = {}) => sandbox.speak('POST', `${B}/sobjects/${object}`, { json, headers });
const read = async (object: string, id: string) => (await sandbox.speak('GET', `${B}/sobjects/${object}/${id}`)).body;
const codesOf = (body: { errorCode: string; fields?: string[] }[]) => body.map(({ errorCode, fields = [] }) => [errorCode, ...fields]);

describe('one record', () => {
  it('is created, read, changed and deleted, with ids of 15 and of 18 characters [G2] [G13]', async () => {
    const created = await create('Contact', { LastName: ' Li ', Email: 'Ana@Example.com', Birthdate: '1990-02-03', Score__c: 4.26, Demo_At__c: '2026-11-20T10:00:00.250+01:00' });
    const { id } = created.body;
    expect([created.status, created.body]).toEqual([201, { id: expect.stringMatching(/^003\w{15}$/), success: true, errors: [] }]);
    const shown = (await sandbox.speak('GET', `${B}/sobjects/contact/${id.slice(0, 15)}?fields=Id,email,Name,Birthdate,Score__c,Demo_At__c,HasOptedOutOfEmail,Phone`)).body;
    expect(shown).toEqual({
      attributes: { type: 'Contact', url: `${B}/sobjects/Contact/${id}` },
      Id: id, Email: 'Ana@Example.com', Name: 'Li', Birthdate: '1990-02-03', Score__c: 4.3, Demo_At__c: '2026-11-20T09:00:00.000+0000', HasOptedOutOfEmail: false, Phone: null,
    });
    const changed = await sandbox.speak('PATCH', `${B}/sobjects/Contact/${id}`, { json: { FirstName: 'Ana', Birthdate: null } });
    expect([changed.status, changed.text]).toEqual([204, '']);
    const after = await read('Contact', id);
    expect(after).toMatchObject({ Name: 'Ana Li', Email: 'Ana@Example.com', Birthdate: null, IsDeleted: false, OwnerId: '005B0000000PX8YIAW' });
    expect(after.SystemModstamp).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.000\+0000$/);
    expect((await sandbox.speak('DELETE', `${B}/sobjects/Contact/${id}`)).status).toBe(204);
    const gone = await sandbox.speak('GET', `${B}/sobjects/Contact/${id}`);
    expect([gone.status, codesOf(gone.body)]).toEqual([404, [['ENTITY_IS_DELETED']]]);
    expect((await sandbox.speak('PATCH', `${B}/sobjects/Contact/003B00000000000AAA`, { json: {} })).body[0].errorCode).toBe('NOT_FOUND');
  });

  it('may be a lead, an account, a task, or of a custom object [G3] [G13]', async () => {
    const lead = await create('Lead', { LastName: 'Li', Company: 'Acme' });
    expect(await read('Lead', lead.body.id)).toMatchObject({ Status: 'Open - Not Contacted', IsConverted: false });
    const account = await create('Account', { Name: 'Acme', BillingCity: 'Berlin' });
    expect(await read('Account', account.body.id)).toMatchObject({ BillingAddress: { street: null, city: 'Berlin', state: null, postalCode: null, country: null } });
    const project = await create('Project__c', { Name: 'Roof', Seats__c: 3, Daily_At__c: '09:30:00Z', Topics__c: 'Solar;Roof', Spot__Latitude__s: 52.5, Spot__Longitude__s: 13.4 });
    expect(await read('Project__c', project.body.id)).toMatchObject({ Number__c: expect.stringMatching(/^N-/), Daily_At__c: '09:30:00.000Z', Topics__c: 'Roof;Solar', Spot__c: { latitude: 52.5, longitude: 13.4 } });
    const task = await create('Task', { Subject: 'Call', WhoId: lead.body.id, Status: 'Completed' });
    expect(task.status).toBe(201);
    expect(codesOf((await create('Task', { WhoId: lead.body.id, WhatId: account.body.id })).body)).toEqual([['FIELD_INTEGRITY_EXCEPTION', 'WhatId']]);
  });

  it.each([
    ['Contact', { LastName: 'L', Favourite: 'x' }, [['INVALID_FIELD']]],
    ['Contact', { FirstName: 'Ana' }, [['REQUIRED_FIELD_MISSING', 'LastName']]],
    ['Lead', { LastName: '  ' }, [['REQUIRED_FIELD_MISSING', 'LastName', 'Company']]],
    ['Contact', { LastName: 'L'.repeat(81), Email: 'nobody' }, [['STRING_TOO_LONG', 'LastName'], ['INVALID_EMAIL_ADDRESS', 'Email']]],
    ['Contact', { LastName: 'L', Level__c: 'Gold', Interests__c: 'Events;Gold' }, [['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'Level__c'], ['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'Interests__c']]],
    ['Project__c', { Name: 'P', Stage__c: 'Retired' }, [['INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', 'Stage__c']]],
    ['Contact', { LastName: 'L', Score__c: 12_345 }, [['NUMBER_OUTSIDE_VALID_RANGE', 'Score__c']]],
    ['Contact', { LastName: 'L', Name: 'x' }, [['INVALID_FIELD_FOR_INSERT_UPDATE', 'Name']]],
    ['Contact', { LastName: 'L', CreatedDate: '2026-01-01T00:00:00Z' }, [['INVALID_FIELD_FOR_INSERT_UPDATE', 'CreatedDate']]],
    ['Contact', { LastName: 'L', Id: '003B000000A1b2CIAR' }, [['INVALID_FIELD_FOR_INSERT_UPDATE', 'Id']]],
    ['Contact', { LastName: 'L', AccountId: 'acme' }, [['MALFORMED_ID', 'AccountId']]],
    ['Contact', { LastName: 'L', AccountId: '001B000000A1b2CIAR' }, [['INVALID_CROSS_REFERENCE_KEY', 'AccountId']]],
    ['Contact', { LastName: 'L', Birthdate: '2026-02-30' }, [['JSON_PARSER_ERROR']]],
    ['Contact', { LastName: 'L', Demo_At__c: '2026-02-03 10:00:00' }, [['JSON_PARSER_ERROR']]],
    ['Contact', { LastName: 'L', Marketing_Consent__c: 'true' }, [['JSON_PARSER_ERROR']]],
    ['Contact', { LastName: 'L', Score__c: '4' }, [['JSON_PARSER_ERROR']]],
    ['Contact', { LastName: 4 }, [['JSON_PARSER_ERROR']]],
    ['Project__c', { Name: 'P', Seats__c: 1.5 }, [['JSON_PARSER_ERROR']]],
    ['User', { Username: 'x' }, [['CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY']]],
  ])('of %s is refused for %j [G2] [G13]', async (object, json, errors) => {
    const before = await sandbox.held(object);
    const { status, body } = await create(object, json);
    expect([status, codesOf(body)]).toEqual([400, errors]);
    expect(await sandbox.held(object)).toEqual(before);
  });

  it('takes free text in a list that is not restricted [G13]', async () => {
    const { body } = await create('Contact', { LastName: 'L', LeadSource: 'Carrier pigeon' });
    expect(await read('Contact', body.id)).toMatchObject({ LeadSource: 'Carrier pigeon' });
  });

  it('is not changed when somebody else was faster [G13]', async () => {
    const [id] = await sandbox.plant('Contact', { LastName: 'Li' });
    const patch = (time: number) => sandbox.speak('PATCH', `${B}/sobjects/Contact/${id}`, { json: { FirstName: 'A' }, headers: { 'If-Unmodified-Since': new Date(time).toUTCString() } });
    expect([(await patch(Date.now() - 60_000)).status, (await patch(Date.now() + 60_000)).status]).toEqual([412, 204]);
  });
});

describe('duplicates', () => {
  it('of a unique field are refused, with the id of 15 characters in the text only [G2] [G13]', async () => {
    const [id = ''] = await sandbox.plant('Contact', { LastName: 'Li', Customer_Number__c: 'C-1' });
    const { status, body } = await create('Contact', { LastName: 'Lo', Customer_Number__c: 'c-1' });
    expect([status, body]).toEqual([400, [{ message: `duplicate value found: Customer_Number__c duplicates value on record with id: ${id.slice(0, 15)}`, errorCode: 'DUPLICATE_VALUE', fields: ['Customer_Number__c'] }]]);
    await sandbox.speak('DELETE', `${B}/sobjects/Contact/${id}`);
    expect((await create('Contact', { LastName: 'Lo', Customer_Number__c: 'c-1' })).status).toBe(201);
  });

  it('of an e-mail address are none while no rule is on [G13]', async () => {
    await sandbox.plant('Contact', { LastName: 'Li', Email: 'a@x.example' });
    expect((await create('Contact', { LastName: 'Lo', Email: 'A@x.example' })).status).toBe(201);
  });

  it.each([['ALERT', true, 201], ['BLOCK', false, 400]])('are detected by a rule that is on %s, and the header passes an alert only [G2] [G13]', async (rule, allowSave, saved) => {
    await sandbox.control('PATCH', '/options', { duplicateRules: { Contact: rule } });
    const [id] = await sandbox.plant('Contact', { LastName: 'Li', Email: 'a@x.example' });
    const { status, body } = await create('Contact', { LastName: 'Lo', Email: 'A@x.example' });
    expect([status, body]).toEqual([400, [{
      duplicateResut: expect.objectContaining({ allowSave, matchResults: [expect.objectContaining({ matchRecords: [expect.objectContaining({ record: { attributes: { type: 'Contact', url: `${B}/sobjects/Contact/${id}` }, Id: id } })] })] }),
      message: 'Use one of these records?',
      errorCode: 'DUPLICATES_DETECTED',
    }]]);
    const headers = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true; includeRecordDetails=false; runAsCurrentUser=true' };
    expect((await create('Contact', { LastName: 'Lo', Email: 'A@x.example' }, headers)).status).toBe(saved);
    expect((await sandbox.speak('PATCH', `${B}/sobjects/Contact/${id}`, { json: { Email: 'a@X.example' } })).status).toBe(saved === 201 ? 400 : 204);
  });
});

describe('upsert by an external id', () => {
  const upsert = (key: string, json: object, query = '') => sandbox.speak('PATCH', `${B}/sobjects/Contact/${key}${query}`, { json });

  it('creates with 201, then updates with 200 [G2] [G13]', async () => {
    const first = await upsert('Customer_Number__c/a%2Fb', { LastName: 'Li' });
    expect([first.status, first.body]).toEqual([201, { id: expect.any(String), success: true, errors: [], created: true }]);
    const second = await upsert('Customer_Number__c/a%2Fb', { FirstName: 'Ana' });
    expect([second.status, second.body]).toEqual([200, { ...first.body, created: false }]);
    expect(await sandbox.held('Contact')).toEqual([expect.objectContaining({ Customer_Number__c: 'a/b', LastName: 'Li', FirstName: 'Ana' })]);
    expect((await sandbox.speak('GET', `${B}/sobjects/Contact/Customer_Number__c/a%2Fb?fields=LastName`)).body).toMatchObject({ LastName: 'Li' });
  });

  it('answers 300 with the addresses where several records have it [G2] [G13]', async () => {
    const ids = await sandbox.plant('Contact', { LastName: 'A', Legacy_Key__c: 'k' }, { LastName: 'B', Legacy_Key__c: 'K' });
    const { status, body } = await upsert('Legacy_Key__c/k', { FirstName: 'x' });
    expect([status, body]).toEqual([300, ids.map((id) => `${B}/sobjects/Contact/${id}`)]);
  });

  it('refuses the key in the body, a field that is no key, and with updateOnly a new record [G2] [G13]', async () => {
    for (const json of [{ LastName: 'L', Customer_Number__c: 'x' }, { LastName: 'L', Id: '003B000000A1b2CIAR' }]) {
      const { status, body } = await upsert('Customer_Number__c/x', json);
      expect([status, codesOf(body)]).toEqual([400, [['INVALID_FIELD']]]);
    }
    for (const key of ['Favourite__c/x', 'LastName/x']) expect([(await upsert(key, { LastName: 'L' })).status, (await upsert(key, {})).body[0].errorCode]).toEqual([404, 'NOT_FOUND']);
    expect((await upsert('Customer_Number__c/x', { LastName: 'L' }, '?updateOnly=true')).status).toBe(404);
    expect(await sandbox.held('Contact')).toEqual([]);
  });
});

describe('describe', () => {
  it('lists the objects, and shows every type of field on one of them [G3] [G13]', async () => {
    const { body } = await sandbox.speak('GET', `${B}/sobjects`);
    expect(body.sobjects.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['Contact', 'Lead', 'Account', 'Task', 'Project__c']));
    const { fields }: { fields: { type: string }[] } = (await sandbox.speak('GET', `${B}/sobjects/Project__c/describe`)).body;
    expect(new Set(fields.map(({ type }) => type))).toEqual(new Set([
      'string', 'id', 'reference', 'encryptedstring', 'combobox', 'anyType', 'textarea', 'int', 'long', 'double', 'currency', 'percent', 'boolean',
      'date', 'datetime', 'time', 'email', 'phone', 'url', 'picklist', 'multipicklist', 'address', 'location', 'base64',
    ]));
    expect((await sandbox.speak('GET', `${B}/sobjects/Nothing/describe`)).status).toBe(404);
  });

  it('follows an administrator: a field comes, becomes required, and goes [G3] [G13]', async () => {
    await sandbox.control('PUT', '/fields/Contact/Tier__c', { type: 'picklist', restrictedPicklist: true, picklistValues: [{ label: 'Gold', value: 'gold' }] });
    expect((await create('Contact', { LastName: 'L', Tier__c: 'gold' })).status).toBe(201);
    await sandbox.control('PUT', '/fields/Contact/Tier__c', { nillable: false });
    expect(codesOf((await create('Contact', { LastName: 'L' })).body)).toEqual([['REQUIRED_FIELD_MISSING', 'Tier__c']]);
    await sandbox.control('DELETE', '/fields/Contact/Tier__c');
    expect(codesOf((await create('Contact', { LastName: 'L', Tier__c: 'gold' })).body)).toEqual([['INVALID_FIELD']]);
  });

  it('shows a key field that an app has made, which is unique from then on [G3] [G13]', async () => {
    const make = () => sandbox.speak('POST', `${B}/tooling/sobjects/CustomField`, { json: { FullName: 'Lead.Key__c', Metadata: { type: 'Text', label: 'Key', length: 64, externalId: true, unique: true } } });
    expect([(await make()).status, (await make()).body[0].errorCode]).toEqual([201, 'DUPLICATE_DEVELOPER_NAME']);
    const { fields }: { fields: { name: string }[] } = (await sandbox.speak('GET', `${B}/sobjects/Lead/describe`)).body;
    expect(fields.find(({ name }) => name === 'Key__c')).toMatchObject({ type: 'string', length: 64, externalId: true, unique: true, custom: true });
    const upsert = () => sandbox.speak('PATCH', `${B}/sobjects/Lead/Key__c/1`, { json: { LastName: 'L', Company: 'C' } });
    expect([(await upsert()).status, (await upsert()).status]).toEqual([201, 200]);
  });
});

describe('what has changed', () => {
  it('is told between two times, and words are searched for [G13]', async () => {
    const [kept = '', gone = ''] = await sandbox.plant('Contact', { LastName: 'Kept', Email: 'kept@x.example' }, { LastName: 'Gone' });
    await sandbox.speak('DELETE', `${B}/sobjects/Contact/${gone}`);
    const span = `start=${new Date(Date.now() - 60_000).toISOString()}&end=${new Date(Date.now() + 60_000).toISOString()}`;
    expect((await sandbox.speak('GET', `${B}/sobjects/Contact/updated?${span}`)).body.ids).toEqual([kept]);
    expect((await sandbox.speak('GET', `${B}/sobjects/Contact/deleted?${span}`)).body.deletedRecords).toEqual([{ id: gone, deletedDate: expect.any(String) }]);
    expect((await sandbox.speak('GET', `${B}/parameterizedSearch?q=kept%40x&sobject=Contact&Contact.fields=Id,Email`)).body.searchRecords).toEqual([expect.objectContaining({ Id: kept, Email: 'kept@x.example' })]);
  });
});
