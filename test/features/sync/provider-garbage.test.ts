import type { CrmProvider } from '../../../src/crm/crm-provider.ts';
import { openSyncDoor, type SyncDoor } from './sync-door.ts';

const john = { name: 'John', email: 'john@example.com' };
const ann = { name: 'Ann', email: 'ann@example.com' };

describe('an answer of HubSpot that parses and cannot be true', () => {
  let door: SyncDoor;
  beforeAll(async () => { door = await openSyncDoor(); });
  afterAll(() => door.close());
  beforeEach(async () => { await door.begin(); });

  it.each([
    ['an id with a NUL', '{"status":"COMPLETE","results":[{"id":"a\\u0000b","properties":{}}]}'],
    ['an id with half a character', '{"status":"COMPLETE","results":[{"id":"a\\ud800b","properties":{}}]}'],
    ['an id that is too long', JSON.stringify({ results: [{ id: '7'.repeat(5_000), properties: {} }] })],
    ['an id with markup', '{"results":[{"id":"<b>1</b>","properties":{}}]}'],
  ])('[I7] [G9] such as %s is tried again, and keeps no other lead back', async (_, body) => {
    const [first, second] = [await door.createLead(john), await door.createLead(ann)];
    const syncs = await door.follow();
    await door.sandbox.fault({ path: '/crm/*/batch/create', body });
    await door.wantTogether(first, second);
    expect([(await door.endOf(syncs, first)).status, (await door.endOf(syncs, second)).status]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(syncs.events.filter(({ status }) => status === 'RETRYING').map(({ attempt }) => attempt.errors[0].code as string)).toEqual(['PROVIDER_DOWN', 'PROVIDER_DOWN']);
    expect(await door.sandbox.contacts()).toHaveLength(2);
  });

  it('[I7] [G9] such as a record of nobody is no success', async () => {
    const lead = await door.createLead(john);
    const syncs = await door.follow();
    await door.sandbox.fault({ path: '/crm/*/batch/create', body: '{"results":[{"id":5}]}' });
    const attempt = await door.sync(lead);
    await door.endOf(syncs, lead);
    expect(syncs.events.map(({ status }) => status as string)).toEqual(['QUEUED', 'RUNNING', 'RETRYING', 'RUNNING', 'SUCCEEDED']);
    expect(attempt).toMatchObject({ status: 'SUCCEEDED', contactId: (await door.sandbox.contacts())[0]?.id });
  });

  it('[I7] such as words with a NUL is shown without it', async () => {
    const lead = await door.createLead(john);
    await door.sandbox.fault({ path: '/crm/*/batch/create', status: 400, body: '{"status":"error","category":"VALIDATION_ERROR","message":"odd \\u0000 and \\ud83d","errors":[{"code":"X\\u0000","message":"y","context":{"propertyName":["a\\u0000"]}}]}' });
    expect(await door.sync(lead)).toMatchObject({ status: 'FAILED', errors: [{ code: 'VALIDATION' }] });
  });
});

describe('a result that cannot be recorded', () => {
  let calls = 0;
  /** Says of every John what no column can hold. */
  const instead = (hubspot: CrmProvider): CrmProvider => ({
    ...hubspot,
    pushMany: (_session, _object, rows) => {
      calls += 1;
      return Promise.resolve(rows.map(({ key, properties }) => ({ key, action: 'CREATED', externalId: properties['firstname'] === 'John' ? 'a\0b' : '42' })));
    },
  });
  let door: SyncDoor;
  beforeAll(async () => { door = await openSyncDoor({ instead }); });
  afterAll(() => door.close());

  it('[I7] [G9] fails that lead for good, and neither its neighbour nor the connection', async () => {
    await door.begin();
    calls = 0;
    const [bad, good] = [await door.createLead(john), await door.createLead(ann)];
    const syncs = await door.follow();
    await door.wantTogether(bad, good);
    expect(await door.endOf(syncs, good)).toMatchObject({ status: 'SUCCEEDED', attempt: { contactId: '42' } });
    expect(await door.endOf(syncs, bad)).toMatchObject({
      status: 'FAILED', attempt: { contactId: null, errors: [{ code: 'UNKNOWN', retryable: false, hint: expect.stringContaining('HubSpot') as string }] },
    });
    expect(calls).toBe(1);
  });
});
