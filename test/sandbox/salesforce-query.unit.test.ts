import fc from 'fast-check';
import { B, type Salesforce, startSalesforce } from './start-salesforce.ts';

let sandbox: Salesforce;
beforeAll(async () => {
  sandbox = await startSalesforce();
});
afterAll(() => sandbox.stop());

const found = async (soql: string) => {
  const { body } = await sandbox.query(soql);
  const records: Record<string, unknown>[] = body.records;
  return records;
};
const namesWhere = async (condition: string) => (await found(`SELECT LastName FROM Contact WHERE ${condition} ORDER BY LastName`)).map(({ LastName }) => LastName);
const refusal = async (soql: string) => {
  const { status, body } = await sandbox.query(soql);
  return [status, body[0]?.errorCode];
};

describe('a query', () => {
  beforeAll(async () => {
    await sandbox.reset();
    await sandbox.plant(
      'Contact',
      { LastName: "O'Hara", Email: 'ohara@x.example', Score__c: 10, Birthdate: '1990-01-01', Marketing_Consent__c: true, Interests__c: 'Events;Product' },
      { LastName: 'Back\\slash', Email: 'back@x.example', Score__c: 2, Demo_At__c: '2026-11-20T10:00:00Z', Interests__c: 'Events' },
      { LastName: '50% off', Email: 'Percent@X.example', Score__c: -1.5 },
      { LastName: 'under_score', Email: 'under@x.example' },
      { LastName: 'undertow' },
    );
  });

  it.each([
    ["Email = 'PERCENT@x.EXAMPLE'", ['50% off']],
    ["Email IN ('percent@x.example', 'back@x.example')", ['50% off', 'Back\\slash']],
    ["Email NOT IN ('percent@x.example', 'back@x.example')", ["O'Hara", 'under_score', 'undertow']],
    ["Email != 'percent@x.example' AND Score__c != null", ['Back\\slash', "O'Hara"]],
    ['Email = null', ['undertow']],
    ["LastName = 'O\\'Hara'", ["O'Hara"]],
    ["LastName = 'Back\\\\slash'", ['Back\\slash']],
    ["LastName LIKE 'under%'", ['under_score', 'undertow']],
    ["LastName LIKE 'UNDER\\_s%'", ['under_score']],
    ["LastName LIKE '%\\%%'", ['50% off']],
    ["LastName LIKE 'undert_w'", ['undertow']],
    ['Score__c > 2', ["O'Hara"]],
    ['Score__c >= 2', ['Back\\slash', "O'Hara"]],
    ['Score__c < 2', ['50% off']],
    ['Score__c <= -1.5', ['50% off']],
    ['Score__c IN (2, 10)', ['Back\\slash', "O'Hara"]],
    ['NOT Score__c > 2', ['50% off', 'Back\\slash', 'under_score', 'undertow']],
    ["(Score__c > 2 OR LastName LIKE 'u%') AND Email != null", ["O'Hara", 'under_score']],
    ['Birthdate = 1990-01-01', ["O'Hara"]],
    ['Birthdate > 1990-01-01', []],
    ['Demo_At__c >= 2026-11-20T11:00:00+01:00', ['Back\\slash']],
    ['Demo_At__c < 2026-11-20T10:00:00.000Z', []],
    ['Marketing_Consent__c = TRUE', ["O'Hara"]],
    ['Marketing_Consent__c = false AND Email = null', ['undertow']],
    ["Interests__c INCLUDES ('Product;Events')", ["O'Hara"]],
    ["Interests__c INCLUDES ('Product', 'Events')", ['Back\\slash', "O'Hara"]],
    ["lastname = 'undertow'", ['undertow']],
  ])('finds what is asked for: %s [G2] [G13]', async (condition, names) => {
    expect(await namesWhere(condition)).toEqual(names);
  });

  it('finds records by ids of either length, sorts, and cuts [G2] [G13]', async () => {
    const [first] = await found("SELECT Id FROM Contact WHERE LastName = 'undertow'");
    const id = String(first?.Id);
    expect(await namesWhere(`Id = '${id.slice(0, 15)}' OR Id = '${id.toLowerCase()}'`)).toEqual(['undertow']);
    const scores = async (order: string) => (await found(`SELECT Score__c FROM Contact ORDER BY ${order}`)).map(({ Score__c: score }) => score);
    expect(await scores('Score__c, LastName')).toEqual([null, null, -1.5, 2, 10]);
    expect(await scores('Score__c DESC NULLS LAST')).toEqual([10, 2, -1.5, null, null]);
    expect(await scores('Score__c DESC NULLS LAST LIMIT 2 OFFSET 1')).toEqual([2, -1.5]);
    const { body } = await sandbox.query('SELECT COUNT() FROM Contact');
    expect(body).toEqual({ totalSize: 5, done: true, records: [] });
    expect((await found('SELECT FIELDS(ALL) FROM Contact LIMIT 1'))[0]).toMatchObject({ MailingAddress: null, Level__c: null });
  });

  it.each([
    ['', 'MALFORMED_QUERY'],
    ['SELECT Id', 'MALFORMED_QUERY'],
    ['SELECT FROM Contact', 'MALFORMED_QUERY'],
    ["SELECT Id FROM Contact WHERE LastName = 'x", 'MALFORMED_QUERY'],
    ["SELECT Id FROM Contact WHERE LastName = 'x\\y'", 'MALFORMED_QUERY'],
    ["SELECT Id FROM Contact WHERE LastName = 'x' AND Email = 'y' OR Email = 'z'", 'MALFORMED_QUERY'],
    ['SELECT Id FROM Contact LIMIT many', 'MALFORMED_QUERY'],
    ["SELECT Id FROM Contact WHERE LastName = 'x'; DELETE", 'MALFORMED_QUERY'],
    [`SELECT Id FROM Contact WHERE ${'('.repeat(60)}Id = null${')'.repeat(60)}`, 'MALFORMED_QUERY'],
    ['SELECT FIELDS(ALL) FROM Contact', 'MALFORMED_QUERY'],
    ['SELECT Favourite FROM Contact', 'INVALID_FIELD'],
    ['SELECT Id, Id FROM Contact', 'INVALID_FIELD'],
    ['SELECT Account.Name FROM Contact', 'INVALID_FIELD'],
    ['SELECT Id FROM Contact WHERE LastName = 5', 'INVALID_FIELD'],
    ["SELECT Id FROM Contact WHERE Score__c = '5'", 'INVALID_FIELD'],
    ["SELECT Id FROM Contact WHERE Demo_At__c > '2026-11-20T10:00:00Z'", 'INVALID_FIELD'],
    ["SELECT Id FROM Contact WHERE Description = 'x'", 'INVALID_FIELD'],
    ['SELECT Id FROM Contact ORDER BY Description', 'INVALID_FIELD'],
    ["SELECT Id FROM Contact WHERE Id = 'x'", 'INVALID_QUERY_FILTER_OPERATOR'],
    ['SELECT Id FROM Kontakt', 'INVALID_TYPE'],
    ['SELECT Id FROM Contact OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE'],
  ])('is refused where it is wrong: %s [G2] [G13]', async (soql, code) => {
    expect(await refusal(soql)).toEqual([400, code]);
  });

  it('takes an escaped literal for that text and nothing else, whatever the text [G2]', async () => {
    const escape = (text: string) => text.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n').replace(/\r/g, '\\r');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom("'", '\\', '%', '_', '"', '\n', ' OR Id != null', 'ü', '🙂', ')'), maxLength: 8 }), async (text) => {
        const { status, body } = await sandbox.query(`SELECT Id FROM Contact WHERE Department = '${escape(text)}x'`);
        expect([status, body.records]).toEqual([200, []]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the pages of a query', () => {
  beforeAll(async () => {
    await sandbox.reset();
    await sandbox.control('POST', '/records/Contact', { template: { LastName: 'Row {n}' }, count: 450 });
  });

  it('follow one another to the last, in one order, with the size that is asked for [G2] [G13]', async () => {
    const seen: string[] = [];
    let next: string | undefined = `${B}/query?q=${encodeURIComponent('SELECT Id FROM Contact ORDER BY Id')}`;
    const sizes: number[] = [];
    while (next !== undefined) {
      const { body } = await sandbox.speak('GET', next, { headers: { 'Sforce-Query-Options': 'batchSize=200' } });
      expect(body).toMatchObject({ totalSize: 450, done: body.nextRecordsUrl === undefined });
      sizes.push(body.records.length);
      seen.push(...body.records.map(({ Id }: { Id: string }) => Id));
      next = body.nextRecordsUrl;
    }
    expect([sizes, new Set(seen).size]).toEqual([[200, 200, 50], 450]);
    expect((await sandbox.speak('GET', `${B}/query/01g000000000000-200`)).body[0].errorCode).toBe('INVALID_QUERY_LOCATOR');
  });

  it('come one by one where the sandbox is told so, and tell deleted rows on queryAll only [G2] [G13]', async () => {
    await sandbox.control('PATCH', '/options', { largestPage: 1 });
    const { body } = await sandbox.query('SELECT Id FROM Contact LIMIT 2');
    expect([body.records.length, body.done]).toEqual([1, false]);
    await sandbox.speak('DELETE', `${B}/sobjects/Contact/${body.records[0].Id}`);
    const count = async (resource: string) => (await sandbox.speak('GET', `${B}/${resource}?q=${encodeURIComponent('SELECT COUNT() FROM Contact')}`)).body.totalSize;
    expect([await count('query'), await count('queryAll')]).toEqual([449, 450]);
  });
});
