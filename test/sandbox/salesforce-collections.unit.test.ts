import { B, type Salesforce, startSalesforce } from './start-salesforce.ts';

const P = `${B}/composite/sobjects`;

let sandbox: Salesforce;
beforeAll(async () => {
  sandbox = await startSalesforce();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.stop());

const row = (values: object, type = 'Contact') => ({ attributes: { type }, ...values });
const send = (method: string, records: object[], { allOrNone = false, path = P } = {}) => sandbox.speak(method, path, { json: { allOrNone, records } });
const saved = { id: expect.any(String), success: true, errors: [] };
const failed = (statusCode: string, ...fields: string[]) => ({ success: false, errors: [{ statusCode, message: expect.any(String), fields }] });

describe('many records at once', () => {
  it('are created row by row: 200 whatever becomes of them, in the order of the rows [G2] [G13]', async () => {
    const { status, body } = await send('POST', [row({ LastName: 'A' }), row({ Email: 'a@x.example' }), row({ LastName: 'B', Company: 'C' }, 'Lead'), row({ LastName: 'D', Favourite: 1 })]);
    expect([status, body]).toEqual([200, [saved, failed('REQUIRED_FIELD_MISSING', 'LastName'), saved, failed('INVALID_FIELD')]]);
    expect([(await sandbox.held('Contact')).length, (await sandbox.held('Lead')).length]).toEqual([1, 1]);
  });

  it('are all left alone where one fails and all or none is wanted [G2] [G13]', async () => {
    const { status, body } = await send('POST', [row({ LastName: 'A' }), row({})], { allOrNone: true });
    expect([status, body]).toEqual([200, [failed('ALL_OR_NONE_OPERATION_ROLLED_BACK'), failed('REQUIRED_FIELD_MISSING', 'LastName')]]);
    expect(await sandbox.held('Contact')).toEqual([]);
  });

  it('are updated by id; rows without one, with one twice, and of nobody fail alone [G2] [G13]', async () => {
    const [first, second] = await sandbox.plant('Contact', { LastName: 'A', Phone: '1' }, { LastName: 'B' });
    const { body } = await send('PATCH', [
      row({ id: first, FirstName: 'x' }), row({ FirstName: 'x' }), row({ Id: second, FirstName: 'x' }), row({ Id: second, FirstName: 'y' }), row({ id: '003B00000000000AAA', FirstName: 'x' }),
    ]);
    expect(body).toEqual([{ ...saved, id: first }, failed('MISSING_ARGUMENT'), failed('DUPLICATE_VALUE'), failed('DUPLICATE_VALUE'), failed('INVALID_CROSS_REFERENCE_KEY')]);
    expect(await sandbox.held('Contact')).toEqual([expect.objectContaining({ Id: first, LastName: 'A', Phone: '1', FirstName: 'x' }), expect.not.objectContaining({ FirstName: expect.anything() })]);
  });

  it('are upserted by a key: created says which; a key twice or on several records fails its rows [G2] [G13]', async () => {
    const [id] = await sandbox.plant('Contact', { LastName: 'A', Customer_Number__c: 'C-1' });
    const path = `${P}/Contact/Customer_Number__c`;
    const rows = [{ Customer_Number__c: 'c-1', FirstName: 'x' }, { Customer_Number__c: 'C-2', LastName: 'B' }, { Customer_Number__c: 'C-3', LastName: 'C' }, { Customer_Number__c: 'C-3', LastName: 'D' }, { LastName: 'E' }];
    const { status, body } = await send('PATCH', rows.map((each) => row(each)), { path });
    expect([status, body]).toEqual([200, [
      { ...saved, id, created: false }, { ...saved, created: true }, failed('DUPLICATE_VALUE', 'Customer_Number__c'), failed('DUPLICATE_VALUE', 'Customer_Number__c'), failed('MISSING_ARGUMENT', 'Customer_Number__c'),
    ]]);
    await sandbox.plant('Contact', { LastName: 'F', Legacy_Key__c: 'k' }, { LastName: 'G', Legacy_Key__c: 'k' });
    expect((await send('PATCH', [row({ Legacy_Key__c: 'k' })], { path: `${P}/Contact/Legacy_Key__c` })).body).toEqual([failed('DUPLICATE_VALUE', 'Legacy_Key__c')]);
  });

  it('are read in the order of the ids with null for what is missing, and deleted [G2] [G13]', async () => {
    const [first = '', second = ''] = await sandbox.plant('Contact', { LastName: 'A' }, { LastName: 'B' });
    const read = async () => (await sandbox.speak('POST', `${P}/Contact`, { json: { ids: [second, '003B00000000000AAA', first], fields: ['LastName'] } })).body.map((each: { LastName: string } | null) => each?.LastName ?? null);
    expect(await read()).toEqual(['B', null, 'A']);
    const { status, body } = await sandbox.speak('DELETE', `${P}?ids=${first},nonsense&allOrNone=false`);
    expect([status, body]).toEqual([200, [{ ...saved, id: first }, failed('MALFORMED_ID')]]);
    expect(await read()).toEqual(['B', null, null]);
  });

  it.each([
    ['201 rows', Array.from({ length: 201 }, () => row({ LastName: 'A' })), 'EXCEEDED_ID_LIMIT'],
    ['a row without a type', [row({ LastName: 'A' }), { LastName: 'B' }], 'INVALID_INPUT'],
    ['a row of an unknown type', [row({ LastName: 'A' }), row({}, 'Kontakt')], 'INVALID_TYPE'],
    ['a value of another JSON type in one row', [row({ LastName: 'A' }), row({ LastName: 'B', Birthdate: 'soon' })], 'JSON_PARSER_ERROR'],
  ])('are refused whole for %s [G2] [G13]', async (_what, records, code) => {
    const { status, body } = await send('POST', records);
    expect([status, body]).toEqual([400, [{ message: expect.any(String), errorCode: code }]]);
    expect(await sandbox.held('Contact')).toEqual([]);
  });

  it('meet a duplicate rule row by row, without its details, and pass an alert with the header [G2] [G13]', async () => {
    await sandbox.plant('Contact', { LastName: 'A', Email: 'a@x.example' });
    await sandbox.control('PATCH', '/options', { duplicateRules: { Contact: 'ALERT' } });
    const records = [row({ LastName: 'B', Email: 'a@x.example' }), row({ LastName: 'C', Email: 'c@x.example' })];
    expect((await send('POST', records)).body).toEqual([failed('DUPLICATES_DETECTED'), saved]);
    const passed = await sandbox.speak('POST', P, { json: { records: records.slice(0, 1) }, headers: { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' } });
    expect(passed.body).toEqual([saved]);
  });

  it('fail where a row is locked, as often as was ordered, and only the rows that are meant [G13]', async () => {
    await sandbox.control('POST', '/row-faults', { statusCode: 'UNABLE_TO_LOCK_ROW', object: 'Contact', value: 'b@x.example', times: 1 });
    const records = ['a', 'b'].map((name) => row({ LastName: name, Email: `${name}@x.example` }));
    expect((await send('POST', records)).body).toEqual([saved, failed('UNABLE_TO_LOCK_ROW')]);
    expect((await send('POST', records.slice(1))).body).toEqual([saved]);
  });
});
