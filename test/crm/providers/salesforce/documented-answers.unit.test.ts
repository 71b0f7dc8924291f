import { emailAmong } from '../../../../src/crm/providers/salesforce/describe-object.ts';
import { aRow } from './a-row.ts';
import { anId, salesforceThat, type AnsweringSalesforce } from './answering-salesforce.ts';

/*
 * What Salesforce documents, and would take a large organisation to meet.
 */

let salesforce: AnsweringSalesforce;
afterEach(() => salesforce.close());

const tooSlow = [{ errorCode: 'QUERY_TIMEOUT', message: 'Your query request was running for too long.' }];
const emailsIn = (path: string) => decodeURIComponent(path).match(/[\w-]+@example\.com/g) ?? [];
const rows = (count: number) => Array.from({ length: count }, (_, index) => aRow(`row-${String(index)}`));
/** As with CRM_TIMEOUT_MS, which ends long before Salesforce does; time enough for what is answered, also on a busy machine. */
const impatient = { http: { timeoutMs: 1_000 } };
const queries = () => salesforce.calls.filter(({ operation }) => operation === 'query').map(({ path }) => emailsIn(path).length);

describe('a query that takes Salesforce too long', () => {
  it('is asked for in halves, which find as much [G2] [G7]', async () => {
    const held = new Map(rows(8).map(({ email }) => [email, anId()]));
    salesforce = await salesforceThat({
      query: ({ path }) => {
        const emails = emailsIn(path);
        return emails.length > 2 ? [400, tooSlow] : [200, { totalSize: emails.length, done: true, records: emails.map((Email: string) => ({ Id: held.get(Email), Email })) }];
      },
    });
    const results = await salesforce.push(rows(8));

    expect(Object.values(results).map(({ action }) => action)).toEqual(Array(8).fill('UPDATED'));
    expect(queries()).toEqual([8, 4, 2, 2, 4, 2, 2]);
  });

  it('whatever its size is given up at an eighth, and tried again later [G7]', async () => {
    salesforce = await salesforceThat({ query: () => [500, tooSlow] });
    await expect(salesforce.push(rows(16))).rejects.toMatchObject({ fault: { code: 'TIMEOUT', retryable: true } });
    expect(queries()).toEqual([16, 8, 4, 2]);
    expect(salesforce.asked()).not.toContain('create');
  });

  it('for longer than we wait is asked for in halves too [G2] [G7]', async () => {
    const held = new Map(rows(8).map(({ email }) => [email, anId()]));
    salesforce = await salesforceThat({
      query: ({ path }) => {
        const emails = emailsIn(path);
        return emails.length > 4 ? () => undefined : [200, { totalSize: emails.length, done: true, records: emails.map((Email: string) => ({ Id: held.get(Email), Email })) }];
      },
    }, impatient);
    const results = await salesforce.push(rows(8));

    expect(Object.values(results).map(({ action }) => action)).toEqual(Array(8).fill('UPDATED'));
    expect(queries()).toEqual([8, 4, 4]);
  });

  it('for longer than we wait whatever its size is given up at an eighth [G7]', async () => {
    salesforce = await salesforceThat({ query: () => () => undefined }, impatient);
    await expect(salesforce.push(rows(16))).rejects.toMatchObject({ fault: { code: 'TIMEOUT', retryable: true } });
    expect(queries()).toEqual([16, 8, 4, 2]);
    expect(salesforce.asked()).not.toContain('create');
  });

  it('is no reason to halve what fails for another [G7]', async () => {
    salesforce = await salesforceThat({ query: () => [503, [{ errorCode: 'SERVER_UNAVAILABLE', message: 'busy' }]] });
    await expect(salesforce.push(rows(16))).rejects.toMatchObject({ fault: { code: 'PROVIDER_DOWN' } });
    expect(queries()).toEqual([16]);
  });
});

describe('the e-mail field of an object', () => {
  const among = (...names: string[]) => emailAmong(names.map((name) => ({ name })))?.name;

  beforeAll(async () => { salesforce = await salesforceThat(); });

  it.each([
    [['Email'], 'Email'],
    [['Work_Email__c', 'Email', 'Email__c'], 'Email'],
    [['Work_Email__c', 'Email__c'], 'Email__c'],
    [['Work_Email__c', 'EMAIL__c'], 'EMAIL__c'],
    [['Work_Email__c'], 'Work_Email__c'],
    [['Work_Email__c', 'Home_Email__c'], undefined],
    [[], undefined],
  ])('of %j is %s [G3]', (names, expected) => {
    expect(among(...names)).toBe(expected);
  });
});
