import { rejectionOf } from '../../a-session.ts';
import { aNamelessRow, aRow } from './a-row.ts';
import { anId, contactFields, keyField, recordsIn, salesforceThat, type AnsweringSalesforce, type Answer } from './answering-salesforce.ts';

let salesforce: AnsweringSalesforce;
afterEach(() => salesforce.close());

const start = async (...says: Parameters<typeof salesforceThat>): Promise<AnsweringSalesforce> => (salesforce = await salesforceThat(...says));

const withKeyField = { describe: (): Answer => [200, { fields: [...contactFields, keyField] }] };
const holding = (...records: object[]): Answer => [200, { done: true, records }];
const refusal = (statusCode: string, more: object = {}) => ({ success: false, errors: [{ statusCode, message: 'words of Salesforce', fields: [], ...more }] });
const success = (id = anId()) => ({ id, success: true, errors: [] });
const sent = (operation: string) => recordsIn(salesforce.calls.find((call) => call.operation === operation)!);

describe('a lost answer', () => {
  const lost: [string, Parameters<typeof start>[0]][] = [
    ['a dropped connection', { create: () => (response) => response.destroy() }],
    ['a server that failed', { create: () => [500, [{ errorCode: 'UNKNOWN_EXCEPTION', message: 'x' }]] }],
    ['half an answer', { create: () => (response) => response.writeHead(200).end('[{"success":tr') }],
    ['an error under the status of a success', { create: () => [200, [{ errorCode: 'UNKNOWN_EXCEPTION', message: 'x' }]] }],
  ];

  it.each(lost)('[I4] (%s) may be repeated for what is found again, and by no means for what is not', async (_, says) => {
    const { push } = await start(says);
    const results = await push([aRow('a'), aNamelessRow('b')]);

    expect(results).toMatchObject({ a: { action: 'FAILED', fault: { retryable: true } }, b: { action: 'FAILED', fault: { uncertain: true, retryable: false } } });
  });

  it.each(lost)('[I4] (%s) of a record that was asked for beside others is uncertain: its e-mail finds the others too', async (_, says) => {
    const { push } = await start(says);

    await expect(push([aRow('a', { duplicatePolicy: 'CREATE_NEW' })])).resolves.toMatchObject({ a: { action: 'FAILED', fault: { uncertain: true } } });
  });

  it.each(lost)('[I4] (%s) leaves nothing uncertain where the object has a field for our key', async (_, { create } = {}) => {
    const { push } = await start({ ...withKeyField, ...(create && { upsert: create }) });

    await expect(rejectionOf(push([aRow('a', { duplicatePolicy: 'CREATE_NEW' }), aNamelessRow('b')]))).resolves.toMatchObject({ fault: { retryable: true } });
  });

  it('[I4] of a request that was refused is no lost answer', async () => {
    const { push } = await start({ create: () => [403, [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }]] });

    await expect(rejectionOf(push([aRow('a'), aNamelessRow('b')]))).resolves.toMatchObject({ fault: { code: 'RATE_LIMITED', retryAfter: 3_600_000 } });
  });

  it('[G7] after something was written is the result of the rows that are left', async () => {
    const { push } = await start({ query: () => [403, [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'x' }]] });

    await expect(push([aRow('a', { externalId: anId() }), aRow('b')])).resolves.toMatchObject({ a: { action: 'UPDATED' }, b: { action: 'FAILED', fault: { code: 'RATE_LIMITED' } } });
  });

  it('[G7] in the middle of a batch sent in parts leaves no written row without its result', async () => {
    const create = (request: Parameters<typeof recordsIn>[0], earlier: number): Answer =>
      earlier === 0 ? [400, [{ errorCode: 'JSON_PARSER_ERROR', message: 'x' }]] : earlier === 1 ? [200, recordsIn(request).map(() => success())] : [503, undefined];
    const { push } = await start({ create });

    await expect(push([aRow('a'), aRow('b'), aNamelessRow('c')])).resolves.toMatchObject({ a: { action: 'CREATED' }, b: { action: 'CREATED' }, c: { action: 'FAILED', fault: { uncertain: true } } });
  });
});

describe('a field for our key', () => {
  it('[I4] makes a create an upsert by it, and finds what a lost one has made', async () => {
    const { push, calls } = await start({ ...withKeyField, query: (request) => (decodeURIComponent(request.path).includes('Leadwire_Id__c IN') ? holding({ Id: '003B00000000001AAA', Leadwire_Id__c: 'lost' }) : holding()) });

    await expect(push([aNamelessRow('lost', { duplicatePolicy: 'SKIP' }), aNamelessRow('new')])).resolves.toMatchObject({ lost: { action: 'UPDATED', externalId: '003B00000000001AAA' }, new: { action: 'CREATED' } });
    expect(calls.find(({ operation }) => operation === 'upsert')?.path).toBe('/services/data/v68.0/composite/sobjects/Contact/Leadwire_Id__c');
    expect(sent('upsert')).toEqual([{ attributes: { type: 'Contact' }, LastName: 'new', Leadwire_Id__c: 'new' }]);
  });

  it('[I4] tells what another push has created at the same moment', async () => {
    const { push } = await start({ ...withKeyField, upsert: () => [200, [{ ...success('003B00000000001AAA'), created: false }, refusal('DUPLICATE_VALUE', { message: 'duplicate value found: Leadwire_Id__c duplicates value on record with id: 003B00000000002AAA' })]] });

    await expect(push([aRow('a'), aRow('b')])).resolves.toMatchObject({ a: { action: 'UPDATED', externalId: '003B00000000001AAA' }, b: { action: 'FAILED', fault: { retryable: true } } });
  });

  it.each([
    ['unique', { unique: false }], ['an external id', { externalId: false }], ['of text', { type: 'double' }], ['writable', { createable: false }], ['long enough', { length: 20 }],
  ])('[I4] that is not %s is not used, and missed', async (_, fault) => {
    const { push, salesforce: provider, session, asked } = await start({ describe: () => [200, { fields: [...contactFields, { ...keyField, ...fault }] }] });
    await push([aRow('a')]);

    expect(asked()).toContain('create');
    await expect(provider.readShortcomings!(session, 'Contact')).resolves.toEqual([expect.stringContaining('Leadwire_Id__c')]);
  });

  it('[I4] that is as it must be is not missed', async () => {
    const { salesforce: provider, session } = await start({ ...withKeyField });

    await expect(provider.readShortcomings!(session, 'Contact')).resolves.toEqual([]);
  });
});
