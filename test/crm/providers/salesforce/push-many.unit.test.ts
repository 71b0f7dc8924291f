import type { CrmProvider, CrmTokens, PushResult, PushRow } from '../../../../src/crm/crm-provider.ts';
import { aSession, rejectionOf, type RecordedSession } from '../../a-session.ts';
import { aNamelessRow, aRow } from './a-row.ts';
import { keyField, startSalesforceSandbox, type SalesforceSandbox } from './salesforce-sandbox.ts';

let sandbox: SalesforceSandbox;
let salesforce: CrmProvider;
let tokens: CrmTokens;
let session: RecordedSession;
beforeAll(async () => {
  sandbox = await startSalesforceSandbox();
});
beforeEach(async () => {
  await sandbox.reset();
  salesforce = sandbox.connect();
  tokens = await sandbox.signIn(salesforce);
  session = aSession(tokens);
});
afterAll(() => sandbox.stop());

const push = async (rows: PushRow[], object = 'Contact'): Promise<Record<string, PushResult>> => {
  const results = await salesforce.pushMany(session, object, rows);
  expect(results.map(({ key }) => key).sort()).toEqual(rows.map(({ key }) => key).sort());
  return Object.fromEntries(results.map((result) => [result.key, result]));
};
const record = async (id: string | undefined, object = 'Contact') => (await sandbox.records(object)).find(({ Id }) => Id === id);
const calls = () => session.exchanges.map(({ method, path }) => `${method} ${path.split('?')[0]?.replace('/services/data/v68.0', '') ?? ''}`);

describe('what is sent to Salesforce', () => {
  it('[G9] for two hundred new rows is one look and one create', async () => {
    const results = await push(Array.from({ length: 200 }, (_, index) => aRow(`row-${index}`)));

    expect(Object.values(results).every(({ action }) => action === 'CREATED')).toBe(true);
    expect(await sandbox.records('Contact')).toHaveLength(200);
    expect(calls()).toEqual(['GET /sobjects/Contact/describe', 'GET /query', 'POST /composite/sobjects']);
  });

  it('[G2] for a new, a known and a met contact is one call each', async () => {
    const [known, met] = await sandbox.plant('Contact', { LastName: 'Known', Email: 'other@example.com', Title: 'Boss' }, { LastName: 'Met', Email: 'MET@example.com', Title: 'Boss' });
    const results = await push([aRow('new'), aRow('known', { externalId: known! }), aRow('met')]);

    expect(results).toMatchObject({ new: { action: 'CREATED' }, known: { action: 'UPDATED', externalId: known }, met: { action: 'UPDATED', externalId: met } });
    expect(await record(known)).toMatchObject({ LastName: 'known', Email: 'known@example.com', Title: 'Boss' });
    expect(await record(met)).toMatchObject({ LastName: 'met', Title: 'Boss' });
    expect(calls()).toEqual(['GET /sobjects/Contact/describe', 'PATCH /composite/sobjects', 'GET /query', 'POST /composite/sobjects', 'PATCH /composite/sobjects']);
  });
});

describe('the objects that leads become', () => {
  it('[G3] are open leads: one that was converted can no longer be written, and is not met', async () => {
    const [converted] = await sandbox.plant('Lead', { LastName: 'old', Company: 'Acme', Email: 'twice@example.com', IsConverted: true });
    const row = aRow('twice', { properties: { LastName: 'twice', Company: 'Acme', Email: 'twice@example.com' } });
    const { twice } = await push([row], 'Lead');

    expect(twice).toMatchObject({ action: 'CREATED' });
    expect((twice as { externalId: string }).externalId).not.toBe(converted);
    expect(await push([row], 'Lead')).toMatchObject({ twice: { action: 'UPDATED', externalId: (twice as { externalId: string }).externalId } });
  });

  it('[G3] are leads, which need a company', async () => {
    const full = aRow('full', { properties: { LastName: 'full', Company: 'Acme', Email: 'full@example.com' } });
    const results = await push([full, aRow('poor')], 'Lead');
    const { externalId } = results['full'] as { externalId: string };

    expect(results).toMatchObject({ full: { action: 'CREATED', externalId: expect.stringMatching(/^00Q/) }, poor: { action: 'FAILED', fault: { code: 'VALIDATION', field: 'Company', hint: expect.stringContaining('Company') } } });
    expect(await push([{ ...full, properties: { Company: 'Acme Ltd' } }], 'Lead')).toMatchObject({ full: { action: 'UPDATED', externalId } });
    expect((await salesforce.findMany(session, 'Lead', [full], ['Company'])).get('full')).toEqual({ externalId, properties: { Company: 'Acme Ltd' } });
  });

  it('[G3] are those of the customer: created, read and updated, by the field that holds an e-mail', async () => {
    const row = { ...aRow('roof'), properties: { Name: 'Roof', Seats__c: 4, Budget__c: '12.5', Active__c: true, Starts__c: '2026-11-21', Kick_Off__c: '2026-11-21T10:00:00+01:00', Topics__c: ['Roof', 'Solar'] } };
    const { roof } = await push([row], 'Project__c');

    expect(roof).toMatchObject({ action: 'CREATED', externalId: expect.stringMatching(/^a00/) });
    expect((await salesforce.findMany(session, 'Project__c', [row], ['Name', 'Seats__c', 'Contact_Email__c', 'Topics__c'])).get('roof')?.properties).toEqual({ Name: 'Roof', Seats__c: 4, Contact_Email__c: 'roof@example.com', Topics__c: 'Roof;Solar' });
    expect(await push([{ ...row, properties: { Seats__c: null } }], 'Project__c')).toMatchObject({ roof: { action: 'UPDATED' } });
  });
});

describe('the duplicate policy', () => {
  it.each([
    ['SKIP', 'SKIPPED', 'Old', 1],
    ['UPDATE', 'UPDATED', 'a', 1],
    ['CREATE_NEW', 'CREATED', 'Old', 2],
  ] as const)('[I3] %s, where the e-mail is there already', async (duplicatePolicy, action, lastName, count) => {
    const [id] = await sandbox.plant('Contact', { LastName: 'Old', Email: 'A@example.com' });
    const { a } = await push([aRow('a', { duplicatePolicy })]);

    expect(a).toMatchObject({ action });
    expect(await record(id)).toMatchObject({ LastName: lastName });
    expect(await sandbox.records('Contact')).toHaveLength(count);
  });

  it('[I3] meets the oldest of several, every time', async () => {
    const [oldest] = await sandbox.plant('Contact', { LastName: 'First', Email: 'a@example.com' }, { LastName: 'Second', Email: 'a@example.com' });

    for (const key of ['a', 'again']) expect(await push([aRow(key, { email: 'a@example.com' })])).toMatchObject({ [key]: { action: 'UPDATED', externalId: oldest } });
  });

  it.each([['ALERT', 'CREATED'], ['BLOCK', 'FAILED']] as const)('[I3] CREATE_NEW under a rule that says %s is %s', async (rule, action) => {
    const [id] = await sandbox.plant('Contact', { LastName: 'Old', Email: 'a@example.com' });
    await sandbox.change({ duplicateRules: { Contact: rule } });
    const { a } = await push([aRow('a', { duplicatePolicy: 'CREATE_NEW' })]);

    expect(a).toMatchObject({ action, ...(rule === 'BLOCK' && { externalId: id, fault: { code: 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER', message: expect.stringContaining(id ?? '') as string, retryable: false } }) });
  });

  it('[I3] UPDATE goes past a rule that warns of a record that is there already', async () => {
    const [id] = await sandbox.plant('Contact', { LastName: 'Old', Email: 'a@example.com' }, { LastName: 'Twin', Email: 'a@example.com' });
    await sandbox.change({ duplicateRules: { Contact: 'ALERT' } });

    expect(await push([aRow('a')])).toMatchObject({ a: { action: 'UPDATED', externalId: id } });
  });
});

describe('a bad row', () => {
  it('[G10] never stops the others, new or known', async () => {
    const [known, spoilt] = await sandbox.plant('Contact', { LastName: 'Known' }, { LastName: 'Spoilt' });
    const results = await push([
      aRow('good'),
      aRow('bad', { email: 'not-an-address', properties: { LastName: 'x', Email: 'not-an-address' } }),
      aRow('nameless', { properties: {} }),
      aRow('unmappable', { properties: { LastName: { nested: true } } }),
      aRow('unknown', { properties: { LastName: 'x', No_Such__c: 'x' } }),
      aRow('choice', { properties: { LastName: 'x', Level__c: 'Quaternary' } }),
      aRow('long', { properties: { LastName: 'x'.repeat(81) } }),
      aRow('known', { externalId: known! }),
      aRow('spoilt', { externalId: spoilt!, properties: { LastName: null } }),
    ]);

    expect(results).toMatchObject({
      good: { action: 'CREATED' },
      bad: { action: 'FAILED', fault: { code: 'VALIDATION', field: 'Email', retryable: false } },
      nameless: { action: 'FAILED', fault: { code: 'VALIDATION', field: 'LastName', hint: expect.stringContaining('LastName') } },
      unmappable: { action: 'FAILED', fault: { code: 'MAPPING', field: 'LastName' } },
      unknown: { action: 'FAILED', fault: { code: 'MAPPING', field: 'No_Such__c' } },
      choice: { action: 'FAILED', fault: { code: 'VALIDATION', field: 'Level__c' } },
      long: { action: 'FAILED', fault: { code: 'VALIDATION', field: 'LastName' } },
      known: { action: 'UPDATED' },
      spoilt: { action: 'FAILED', externalId: spoilt, fault: { code: 'VALIDATION' } },
    });
    expect(await sandbox.records('Contact')).toHaveLength(3);
  });

  it('[G10] among a thousand', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => aRow(`lead-${index}`));
    rows[417] = aRow('lead-417', { email: 'x@bad', properties: { LastName: 'x', Email: 'x@@bad' } });
    const results: PushResult[] = [];
    for (let start = 0; start < rows.length; start += salesforce.batchSize) results.push(...(await salesforce.pushMany(session, 'Contact', rows.slice(start, start + salesforce.batchSize))));

    expect(results.filter(({ action }) => action === 'CREATED')).toHaveLength(999);
    expect(results.filter(({ action }) => action === 'FAILED')).toMatchObject([{ key: 'lead-417', fault: { code: 'VALIDATION' } }]);
  });

  it('[G10] that other work holds is tried again, and alone', async () => {
    await sandbox.failRows({ statusCode: 'UNABLE_TO_LOCK_ROW', object: 'Contact', times: 1 });
    const results = await push([aRow('a'), aRow('b')]);

    expect(results).toMatchObject({ a: { action: 'FAILED', fault: { retryable: true, retryAfter: 2_000 } }, b: { action: 'CREATED' } });
    expect(await push([aRow('a')])).toMatchObject({ a: { action: 'CREATED' } });
  });
});

describe('a lost answer', () => {
  const lose = (method: string, path: string) => sandbox.order({ method, path, dropConnection: true, after: true });

  it('[I4] to a create leaves one record, however often it is repeated', async () => {
    await lose('POST', '/services/data/*/composite/sobjects');
    await expect(rejectionOf(push([aRow('a')]))).resolves.toMatchObject({ fault: { code: 'NETWORK', retryable: true } });

    expect(await push([aRow('a')])).toMatchObject({ a: { action: 'UPDATED' } });
    expect(await sandbox.records('Contact')).toHaveLength(1);
  });

  it('[I4] to a create without an e-mail address is uncertain, and says so', async () => {
    await lose('POST', '/services/data/*/composite/sobjects');

    expect(await push([aNamelessRow('a')])).toMatchObject({ a: { action: 'FAILED', fault: { uncertain: true, retryable: false } } });
    expect(await sandbox.records('Contact')).toHaveLength(1);
  });

  it.each(['UPDATE', 'SKIP', 'CREATE_NEW'] as const)('[I4] to a create with our key leaves one record without any e-mail, by %s', async (duplicatePolicy) => {
    await sandbox.addField('Contact', 'Leadwire_Id__c', keyField);
    await lose('PATCH', '/services/data/*/composite/sobjects/Contact/Leadwire_Id__c');
    await expect(rejectionOf(push([aNamelessRow('a', { duplicatePolicy })]))).resolves.toMatchObject({ fault: { code: 'NETWORK', retryable: true } });

    expect(await push([aNamelessRow('a', { duplicatePolicy })])).toMatchObject({ a: { action: 'UPDATED' } });
    expect(await sandbox.records('Contact')).toMatchObject([{ Leadwire_Id__c: 'a' }]);
  });
});

describe('pushes at the same moment', () => {
  it('[I4] make each record once where the object has a field for our key', async () => {
    await sandbox.addField('Contact', 'Leadwire_Id__c', keyField);
    const rows = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? aRow(`row-${index}`) : aNamelessRow(`row-${index}`)));
    await Promise.all(Array.from({ length: 4 }, () => salesforce.pushMany(aSession(tokens), 'Contact', rows)));

    expect(await sandbox.records('Contact')).toHaveLength(50);
    await expect(salesforce.readShortcomings!(session, 'Contact')).resolves.toEqual([]);
  });

  it('[I4] say what is missing where it has none', async () => {
    await expect(salesforce.readShortcomings!(session, 'Contact')).resolves.toEqual([expect.stringMatching(/Contact has no field Leadwire_Id__c .* External ID and Unique/)]);
  });
});
