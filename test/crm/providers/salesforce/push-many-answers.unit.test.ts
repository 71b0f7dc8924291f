import type { PushRow } from '../../../../src/crm/crm-provider.ts';
import { rejectionOf } from '../../a-session.ts';
import { aNamelessRow, aRow } from './a-row.ts';
import { anId, contactFields, recordsIn, salesforceThat, type AnsweringSalesforce, type Answer } from './answering-salesforce.ts';

let salesforce: AnsweringSalesforce;
afterEach(() => salesforce.close());

const start = async (...says: Parameters<typeof salesforceThat>): Promise<AnsweringSalesforce> => (salesforce = await salesforceThat(...says));

const holding = (...records: object[]): Answer => [200, { done: true, records }];
const refusal = (statusCode: string, more: object = {}) => ({ success: false, errors: [{ statusCode, message: 'words of Salesforce', fields: [], ...more }] });
const success = (id = anId()) => ({ id, success: true, errors: [] });
const sent = (operation: string, index = 0) => recordsIn(salesforce.calls.filter((call) => call.operation === operation)[index]!);

describe('the rows of an answer', () => {
  it('[G9, G10] are told one by one, in the order of the request', async () => {
    const { push } = await start({ create: () => [200, [success('003B00000000001AAA'), refusal('REQUIRED_FIELD_MISSING', { fields: ['LastName'] }), success('003B00000000003AAA')]] });

    await expect(push([aRow('a'), aRow('b', { properties: {} }), aRow('c')])).resolves.toMatchObject({
      a: { action: 'CREATED', externalId: '003B00000000001AAA' },
      b: { action: 'FAILED', fault: { code: 'VALIDATION', field: 'LastName', retryable: false } },
      c: { action: 'CREATED', externalId: '003B00000000003AAA' },
    });
  });

  it.each([
    ['fewer than were sent', (rows: object[]) => rows.slice(1)],
    ['more than were sent', (rows: object[]) => [...rows, success()]],
    ['none', () => []],
    ['no list', () => ({})],
  ])('[G9] are believed of nobody where they are %s', async (_, garble) => {
    const { push } = await start({ create: (request) => [200, garble(recordsIn(request).map(() => success()))] });

    await expect(rejectionOf(push([aRow('a'), aRow('b')]))).resolves.toMatchObject({ fault: { code: 'PROVIDER_DOWN', retryable: true } });
  });

  it.each([null, 7, {}, { success: true }, { success: true, id: 'x' }, { success: 'yes', id: '003B00000000001AAA' }])('[G9] such as %j are no success: what nothing would find again is not sent again', async (row) => {
    const { push } = await start({ create: (request) => [200, recordsIn(request).map(() => row)] });

    await expect(push([aRow('a'), aNamelessRow('b')])).resolves.toMatchObject({
      a: { action: 'FAILED', fault: { code: 'UNKNOWN', retryable: true } },
      b: { action: 'FAILED', fault: { uncertain: true, retryable: false } },
    });
  });

  it('[G10] that a whole request is refused for are found out, and the others written', async () => {
    const isBad = (record: Record<string, unknown>) => record['LastName'] === 'bad';
    const { push, calls } = await start({
      create: (request) => (recordsIn(request).some(isBad) ? [400, [{ errorCode: 'JSON_PARSER_ERROR', message: 'Cannot deserialize' }]] : [200, recordsIn(request).map(() => success())]),
    });
    const results = await push(['a', 'b', 'bad', 'c', 'd', 'e', 'f'].map((key) => aRow(key)));

    expect(Object.entries(results).filter(([, { action }]) => action === 'FAILED')).toMatchObject([['bad', { fault: { code: 'VALIDATION' } }]]);
    expect(calls.filter(({ operation }) => operation === 'create').length).toBeLessThan(8);
  });
});

describe('values', () => {
  it('[G2] are sent in the types that Salesforce has for them, under its own names', async () => {
    const { push } = await start();
    await push([aRow('a', { properties: { lastname: 'a', Score__c: '7.5', Consent__c: 'true', Birthdate: '1990-02-28T23:30:00-02:00', Title: ['x', 'y'], Phone: 42 } })]);

    expect(sent('create')).toEqual([{ attributes: { type: 'Contact' }, LastName: 'a', Score__c: 7.5, Consent__c: true, Birthdate: '1990-03-01', Title: 'x;y', Phone: '42', Email: 'a@example.com' }]);
  });

  it('[G2] of null clear, but for a check box, which is never empty', async () => {
    const { push } = await start();
    await push([aRow('a', { externalId: anId(), properties: { Title: null, Consent__c: null } })]);

    expect(sent('update')).toMatchObject([{ Title: null, Consent__c: false }]);
  });

  it.each<[string, PushRow['properties'], string]>([
    ['a field that is not there', { Nothing__c: 1 }, 'Nothing__c'],
    ['a field that cannot be written', { Name: 'x' }, 'Name'],
    ['a word for a number', { Score__c: 'many' }, 'Score__c'],
    ['a list for a number', { Score__c: [1] }, 'Score__c'],
    ['a word for yes or no', { Consent__c: 'perhaps' }, 'Consent__c'],
    ['no date', { Birthdate: 'tomorrow' }, 'Birthdate'],
    ['a day that is none', { Birthdate: '2026-13-45T00:00:00Z' }, 'Birthdate'],
    ['an object', { Title: { a: 1 } }, 'Title'],
    ['an option with the separator in it', { Title: ['a;b'] }, 'Title'],
  ])('[G10] %s fails its own row alone', async (_, properties, field) => {
    const { push } = await start();

    await expect(push([aRow('a', { properties }), aRow('b')])).resolves.toMatchObject({ a: { action: 'FAILED', fault: { code: 'MAPPING', field, retryable: false } }, b: { action: 'CREATED' } });
  });

  it('[G2] of a field that was not there a moment ago are sent once it is', async () => {
    const { push, asked } = await start({ describe: (_, earlier) => [200, { fields: earlier === 0 ? contactFields : [...contactFields, { ...contactFields[5], name: 'New__c' }] }] });
    await push([aRow('a')]);

    await expect(push([aRow('b', { properties: { New__c: 'x' } })])).resolves.toMatchObject({ b: { action: 'CREATED' } });
    expect(asked().filter((one) => one === 'describe')).toHaveLength(2);
  });

  it('[I4] of the e-mail go along where the mapping leaves it out: it finds the record again', async () => {
    const { push } = await start();
    await push([aRow('a', { properties: { LastName: 'a' } })]);

    expect(sent('create')).toMatchObject([{ Email: 'a@example.com' }]);
  });
});

describe('a record that is not where it was', () => {
  it.each(['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY', 'MALFORMED_ID'])('[G8] (%s) is looked for by its e-mail, and made anew', async (statusCode) => {
    const { push, asked } = await start({ update: () => [200, [refusal(statusCode)]] });

    await expect(push([aRow('a', { externalId: anId() })])).resolves.toMatchObject({ a: { action: 'CREATED' } });
    expect(asked().slice(-3)).toEqual(['update', 'query', 'create']);
  });

  it('[G8] by an id that cannot be one, is not even asked for', async () => {
    const { push, asked } = await start();

    await expect(push([aRow('a', { externalId: '62515' })])).resolves.toMatchObject({ a: { action: 'CREATED' } });
    expect(asked()).not.toContain('update');
  });

  it('[G8] was there a moment ago: the row is to be tried again', async () => {
    const { push } = await start({ query: () => holding({ Id: '003B00000000001AAA', Email: 'A@Example.com' }), update: () => [200, [refusal('ENTITY_IS_DELETED')]] });

    await expect(push([aRow('a')])).resolves.toMatchObject({ a: { action: 'FAILED', externalId: '003B00000000001AAA', fault: { code: 'NOT_FOUND', retryable: true } } });
  });

  it('[G10] is held by other work: its row alone is tried again soon', async () => {
    const { push } = await start({ update: () => [200, [refusal('UNABLE_TO_LOCK_ROW'), success()]] });

    await expect(push([aRow('a', { externalId: anId() }), aRow('b', { externalId: anId() })])).resolves.toMatchObject({
      a: { action: 'FAILED', fault: { retryable: true, retryAfter: 2_000 } }, b: { action: 'UPDATED' },
    });
  });
});

describe('a duplicate rule', () => {
  const detected = (...ids: string[]) =>
    refusal('DUPLICATES_DETECTED', { duplicateResut: { matchResults: [{ matchRecords: ids.map((Id) => ({ record: { Id } })) }] } });
  const [one, two] = ['003B00000000001AAA', '003B00000000002AAA'];
  const reading = (emails: Record<string, string>) => ({ read: (request: { body: string }): Answer => [200, (JSON.parse(request.body) as { ids: string[] }).ids.map((Id) => ({ Id, Email: emails[Id] ?? null }))] });

  it.each(['UPDATE', 'SKIP'] as const)('[I3] that names just one record of this e-mail has it met, by %s', async (duplicatePolicy) => {
    const { push } = await start({ create: () => [200, [detected(one, two)]], ...reading({ [one]: 'A@Example.com', [two]: 'other@example.com' }) });

    await expect(push([aRow('a', { duplicatePolicy })])).resolves.toMatchObject({ a: { action: duplicatePolicy === 'SKIP' ? 'SKIPPED' : 'UPDATED', externalId: one } });
  });

  it.each([
    ['none of this e-mail', {}],
    ['several of this e-mail', { [one]: 'a@example.com', [two]: 'a@example.com' }],
  ])('[I3] that names %s is for a person to judge', async (_, emails) => {
    const { push, asked } = await start({ create: () => [200, [detected(one, two)]], ...reading(emails) });

    await expect(push([aRow('a')])).resolves.toMatchObject({ a: { action: 'FAILED', externalId: one, fault: { code: 'DUPLICATE', retryable: false } } });
    expect(asked()).not.toContain('update');
  });

  it('[I3] that says nothing of its matches is a fault of the row', async () => {
    const { push, asked } = await start({ create: () => [200, [refusal('DUPLICATES_DETECTED')]] });

    await expect(push([aRow('a')])).resolves.toMatchObject({ a: { action: 'FAILED', fault: { code: 'DUPLICATE' } } });
    expect(asked()).not.toContain('read');
  });

  it('[I3] that only warns is passed over for a row that asks for a record of its own; one that blocks is told', async () => {
    const { push, calls } = await start({ create: ({ headers }) => [200, [String(headers['sforce-duplicate-rule-header']).startsWith('allowSave=true') ? detected(two) : success(one)]] });

    await expect(push([aRow('a'), aRow('b', { duplicatePolicy: 'CREATE_NEW' })])).resolves.toMatchObject({
      a: { action: 'CREATED', externalId: one },
      b: { action: 'FAILED', externalId: two, fault: { code: 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER', message: expect.stringContaining(two), retryable: false } },
    });
    expect(calls.filter(({ operation }) => operation === 'create').map(({ headers }) => headers['sforce-duplicate-rule-header'])).toEqual([
      'allowSave=false; includeRecordDetails=true; runAsCurrentUser=true', 'allowSave=true; includeRecordDetails=false; runAsCurrentUser=true',
    ]);
  });

  it('[I3] of a unique field tells the record in its words only', async () => {
    const message = `duplicate value found: Number__c duplicates value on record with id: ${one}`;
    const { push } = await start({ create: (request) => [200, recordsIn(request).map(() => refusal('DUPLICATE_VALUE', { message }))], ...reading({ [one]: 'a@example.com' }) });

    await expect(push([aRow('a'), aRow('b')])).resolves.toMatchObject({ a: { action: 'UPDATED', externalId: one }, b: { action: 'FAILED', externalId: one, fault: { code: 'DUPLICATE' } } });
  });
});

describe('two rows', () => {
  it.each(['UPDATE', 'CREATE_NEW'] as const)('[I4] of one e-mail never make two records (%s)', async (duplicatePolicy) => {
    const [id, older] = ['003B00000000001AAA', '003B00000000000AAA'];
    const { push, asked } = await start({ create: () => [200, [success(id)]], query: (_, earlier) => (earlier === 0 ? holding() : holding({ Id: id, Email: 'a@example.com' }, { Id: older, Email: 'b@example.com' })) });

    await expect(push([aRow('a', { duplicatePolicy }), aRow('b', { email: 'A@example.com', duplicatePolicy })])).resolves.toMatchObject({ a: { action: 'CREATED' }, b: { action: 'UPDATED', externalId: id } });
    expect(asked().filter((one) => one === 'create')).toHaveLength(1);
  });

  it('[G9] for one record are sent one after the other', async () => {
    const externalId = anId();
    const { push } = await start();

    await expect(push([aRow('a', { externalId }), aRow('b', { externalId: externalId.slice(0, 15) })])).resolves.toMatchObject({ a: { action: 'UPDATED' }, b: { action: 'UPDATED' } });
    expect([sent('update', 0), sent('update', 1)].map((records) => records.length)).toEqual([1, 1]);
  });

  it('[G9] more than Salesforce takes are refused at once', async () => {
    const { push, calls } = await start();

    await expect(push(Array.from({ length: 201 }, (_, index) => aRow(`row-${index}`)))).rejects.toThrow(RangeError);
    expect(calls.filter(({ operation }) => operation !== 'versions' && operation !== 'describe')).toEqual([]);
  });
});
