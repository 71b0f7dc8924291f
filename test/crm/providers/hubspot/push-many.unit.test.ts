import type { CrmProvider, PushResult, PushRow } from '../../../../src/crm/crm-provider.ts';
import { aSession, rejectionOf, type RecordedSession } from '../../a-session.ts';
import { aRow } from './a-row.ts';
import { startHubspotSandbox, STATIC_TOKEN, type HubspotSandbox } from './hubspot-sandbox.ts';

let sandbox: HubspotSandbox;
let hubspot: CrmProvider;
let session: RecordedSession;
beforeAll(async () => {
  sandbox = await startHubspotSandbox();
});
beforeEach(async () => {
  await sandbox.reset();
  hubspot = sandbox.connect();
  session = aSession({ accessToken: STATIC_TOKEN });
});
afterAll(() => sandbox.stop());

const push = async (rows: PushRow[], provider = hubspot): Promise<Record<string, PushResult>> => {
  const results = await provider.pushMany(session, 'contacts', rows);
  expect(results.map(({ key }) => key).sort()).toEqual(rows.map(({ key }) => key).sort());
  return Object.fromEntries(results.map((result) => [result.key, result]));
};

const contact = async (id: string) => (await sandbox.contacts()).find((one) => one.id === id)?.properties;
const paths = async () => (await sandbox.requests()).map(({ method, path }) => `${method} ${path}`);

describe('what is sent to HubSpot', () => {
  it.each([
    ['2026-09', '/crm/objects/2026-09/contacts'],
    ['2026-03', '/crm/objects/2026-03/contacts'],
    ['v3', '/crm/v3/objects/contacts'],
  ] as const)('[G1] for a new, a known and a met contact is just this (%s)', async (apiVersion, base) => {
    const known = await sandbox.plant({ email: 'known@example.com' });
    const met = await sandbox.plant({ email: 'met@example.com' });
    await push([aRow('new'), aRow('known', { externalId: known.id }), aRow('met')], sandbox.connect({ apiVersion }));

    expect(await sandbox.requests()).toMatchObject([
      {
        method: 'POST',
        path: `${base}/batch/update`,
        body: { inputs: [{ objectWriteTraceId: 'known', id: known.id, properties: { email: 'known@example.com', firstname: 'known' } }] },
      },
      {
        method: 'POST',
        path: `${base}/batch/read`,
        body: {
          idProperty: 'email',
          properties: ['email', 'hs_additional_emails', 'hs_merged_object_ids'],
          propertiesWithHistory: [],
          inputs: [{ id: 'new@example.com' }, { id: 'met@example.com' }],
        },
      },
      {
        method: 'POST',
        path: `${base}/batch/create`,
        body: { inputs: [{ objectWriteTraceId: 'new', associations: [], properties: { email: 'new@example.com', firstname: 'new' } }] },
      },
      {
        method: 'POST',
        path: `${base}/batch/update`,
        body: { inputs: [{ objectWriteTraceId: 'met', id: met.id, properties: { email: 'met@example.com', firstname: 'met' } }] },
      },
    ]);
  });

  it('[G9] for a hundred new rows is one read and one create', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => aRow(`row-${index}`));
    const results = await push(rows);

    expect(Object.values(results).every(({ action }) => action === 'CREATED')).toBe(true);
    expect(await sandbox.contacts()).toHaveLength(100);
    expect((await paths()).map((path) => path.split('/').at(-1))).toEqual(['read', 'create']);
  });

  it('[G1] for values is text, and for null an empty one, which clears', async () => {
    const { id } = await sandbox.plant({ email: 'a@example.com', company: 'Acme' });
    await push([aRow('a', { properties: { company: null, numemployees: 42 } })]);

    expect(session.exchanges.at(-1)?.body).toMatchObject({ inputs: [{ id, properties: { company: '', numemployees: '42' } }] });
    expect((await contact(id))?.['company'] || null).toBeNull();
  });
});

describe('the duplicate policy', () => {
  it.each([
    ['SKIP', { action: 'SKIPPED' }, 'Old'],
    ['UPDATE', { action: 'UPDATED' }, 'a'],
    ['CREATE_NEW', { action: 'FAILED', fault: { code: 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER', retryable: false } }, 'Old'],
  ] as const)('[I3] %s, where the e-mail is there already', async (duplicatePolicy, expected, firstname) => {
    const { id } = await sandbox.plant({ email: 'a@example.com', firstname: 'Old' });
    const { a } = await push([aRow('a', { duplicatePolicy })]);

    expect(a).toMatchObject({ ...expected, externalId: id });
    if (a?.action === 'FAILED') expect(a.fault.message).toContain(id);
    expect(await contact(id)).toMatchObject({ firstname });
    expect(await sandbox.contacts()).toHaveLength(1);
  });

  it.each(['SKIP', 'UPDATE', 'CREATE_NEW'] as const)('[I3] %s, where it is not', async (duplicatePolicy) => {
    const { a } = await push([aRow('a', { duplicatePolicy })]);

    expect(a).toMatchObject({ action: 'CREATED' });
    expect(await contact((a as { externalId: string }).externalId)).toMatchObject({ email: 'a@example.com', firstname: 'a' });
  });

  it('[I3] says nothing of a record that we know: it is updated', async () => {
    const { id } = await sandbox.plant({ email: 'a@example.com', firstname: 'Old' });

    await expect(push([aRow('a', { externalId: id, duplicatePolicy: 'SKIP' })])).resolves.toMatchObject({ a: { action: 'UPDATED', externalId: id } });
    expect(await contact(id)).toMatchObject({ firstname: 'a' });
  });
});

describe('a property that we do not send', () => {
  it('[G8] is left as it is, for a known record and for one met by its e-mail', async () => {
    const known = await sandbox.plant({ email: 'known@example.com', company: 'Acme', phone: '1' });
    const met = await sandbox.plant({ email: 'met@example.com', company: 'Acme', phone: '1' });
    await push([aRow('known', { externalId: known.id }), aRow('met')]);

    for (const { id } of [known, met]) expect(await contact(id)).toMatchObject({ company: 'Acme', phone: '1' });
    expect((await paths()).some((path) => path.includes('upsert') || path.includes('search'))).toBe(false);
  });
});

describe('exactly one contact', () => {
  it('[G8] for rows with one e-mail in one call: the second becomes an update', async () => {
    const results = await push([
      aRow('first', { email: 'a@example.com', properties: { email: 'a@example.com', firstname: 'First' } }),
      aRow('second', { email: 'A@example.com', properties: { email: 'A@example.com', lastname: 'Second' } }),
      aRow('third', { email: 'a@example.com', duplicatePolicy: 'SKIP' }),
    ]);
    const [only, ...others] = await sandbox.contacts();

    expect(others).toEqual([]);
    expect(only?.properties).toMatchObject({ email: 'a@example.com', firstname: 'First', lastname: 'Second' });
    expect(results).toMatchObject({
      first: { action: 'CREATED', externalId: only?.id },
      second: { action: 'UPDATED', externalId: only?.id },
      third: { action: 'SKIPPED', externalId: only?.id },
    });
  });

  it('[G8] for rows with one id in one call: the updates follow each other', async () => {
    const { id } = await sandbox.plant({ email: 'a@example.com' });
    const results = await push([
      aRow('first', { externalId: id, properties: { firstname: 'First', company: 'Acme' } }),
      aRow('second', { externalId: id, properties: { firstname: 'Second' } }),
    ]);

    expect(results).toMatchObject({ first: { action: 'UPDATED' }, second: { action: 'UPDATED' } });
    expect(session.exchanges.map(({ status }) => status)).toEqual([200, 200]);
    expect(await contact(id)).toMatchObject({ firstname: 'Second', company: 'Acme' });
  });

  it('[G8] where the answer of a create is lost and the call repeated', async () => {
    await sandbox.order({ method: 'POST', path: '/crm/objects/2026-09/contacts/batch/create', dropConnection: true, after: true });
    await expect(rejectionOf(push([aRow('a'), aRow('b')]))).resolves.toMatchObject({ fault: { code: 'NETWORK', retryable: true } });
    expect(await sandbox.contacts()).toHaveLength(2);
    const results = await push([aRow('a'), aRow('b')]);

    expect(await sandbox.contacts()).toHaveLength(2);
    expect(results).toMatchObject({ a: { action: 'UPDATED' }, b: { action: 'UPDATED' } });
  });

  it('[G8] where many bring one e-mail at the same time: all but one adopt what the first made', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => hubspot.pushMany(session, 'contacts', [aRow('a', { properties: { email: 'a@example.com', lastname: String(index) } })])),
    );
    const [only, ...others] = await sandbox.contacts();

    expect(others).toEqual([]);
    expect(results.flat().map(({ action }) => action).filter((action) => action === 'CREATED')).toHaveLength(1);
    expect(results.flat().every((result) => result.action !== 'FAILED' && result.externalId === only?.id)).toBe(true);
  });

  it('[G8] where the e-mail was taken between our look and our create', async () => {
    const { id } = await sandbox.plant({ email: 'a@example.com', company: 'Acme' });
    // As if the look had come a moment too early.
    await sandbox.order({ path: '/crm/objects/2026-09/contacts/batch/read', status: 200, body: '{"status":"COMPLETE","results":[]}' });
    const results = await push([aRow('a'), aRow('b')]);

    expect(results).toMatchObject({ a: { action: 'UPDATED', externalId: id }, b: { action: 'CREATED' } });
    expect(await contact(id)).toMatchObject({ firstname: 'a', company: 'Acme' });
  });

  it.each([
    ['SKIP', { action: 'SKIPPED' }],
    ['CREATE_NEW', { action: 'FAILED', fault: { code: 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER' } }],
  ] as const)('[G8, I3] and then %s holds as if it had been there', async (duplicatePolicy, expected) => {
    const { id } = await sandbox.plant({ email: 'a@example.com', firstname: 'Old' });
    await sandbox.order({ path: '/crm/objects/2026-09/contacts/batch/read', status: 200, body: '{"status":"COMPLETE","results":[]}' });
    const { a } = await push([aRow('a', { duplicatePolicy })]);

    expect(a).toMatchObject({ ...expected, externalId: id });
    expect(await contact(id)).toMatchObject({ firstname: 'Old' });
  });

  it('[G8] where a known record has vanished: met by its e-mail, else made anew', async () => {
    const { id } = await sandbox.plant({ email: 'a@example.com' });
    const results = await push([aRow('a', { externalId: '999998' }), aRow('b', { externalId: '999999' })]);

    expect(results).toMatchObject({ a: { action: 'UPDATED', externalId: id }, b: { action: 'CREATED' } });
    expect(await sandbox.contacts()).toHaveLength(2);
  });

  it('[G8] for a row whose mapping leaves the e-mail out: it is what finds the contact again', async () => {
    const rows = [aRow('a', { properties: { firstname: 'Ana' } })];
    const first = await push(rows);
    const second = await push(rows);

    expect([first['a']?.action, second['a']?.action]).toEqual(['CREATED', 'UPDATED']);
    expect(await sandbox.contacts()).toHaveLength(1);
  });

  it('[G1] for rows without an e-mail is one each', async () => {
    const { email: _, ...nameless } = aRow('x', { properties: { firstname: 'Nameless' } });
    const results = await push([nameless, { ...nameless, key: 'y' }]);

    expect(results).toMatchObject({ x: { action: 'CREATED' }, y: { action: 'CREATED' } });
    expect(await sandbox.contacts()).toHaveLength(2);
  });
});
