import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { startTestSandbox, type TestSandbox } from '../../support/sandbox.ts';
import { until } from '../../support/until.ts';

const attemptFields = 'id success status action contactId message payload dryRun mappingVersion lead { id } diff { field before after rule } errors { code message hint retryable field } requests { method path status body }';
const syncLead = `mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { ${attemptFields} } } }`;

let sandbox: TestSandbox;
let app: TestApp;
let owner: Session;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  app = await startApp({ sandboxUrl: sandbox.url });
});
afterAll(async () => {
  await app.stop();
  await sandbox.stop();
});
beforeEach(async () => {
  await sandbox.control('DELETE', '');
  owner = await app.signUp();
  await app.connectHubspot(owner.token);
  await autoSync(false);
});

const autoSync = (on: boolean) =>
  app.ask('mutation ($on: Boolean) { updateIntegrationSettings(input: { provider: HUBSPOT, autoSync: $on }) { integration { settings { autoSync } } } }', { on }, owner.token);
const createLead = async (input: Json) =>
  (await app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id version } } }', { input }, owner.token)).createLead.lead as { id: string; version: number };
const sync = async (leadId: string, options: Json = {}) =>
  (await app.ask(syncLead, { input: { leadId, provider: 'HUBSPOT', wait: true, ...options } }, owner.token)).syncLead.attempt as Json;
const plant = (properties: Json) => sandbox.control('POST', '/contacts', { properties }).then(async (response) => ((await response.json()) as { id: string }).id);
const writes = async () => (await sandbox.requests()).filter(({ method, path }) => method !== 'GET' && path.startsWith('/crm/') && !path.includes('/batch/read') && !path.includes('/search'));
const john = { name: 'John', email: 'john@example.com', company: 'Acme Corp' };

describe('syncLead', () => {
  it('[I1] [I4] answers with success, contact, action, message and payload, and is explainable', async () => {
    const lead = await createLead(john);
    const attempt = await sync(lead.id);
    const [contact] = await sandbox.contacts();
    expect(attempt).toMatchObject({
      success: true, status: 'SUCCEEDED', action: 'CREATED', contactId: contact?.id, message: 'Contact created successfully in HubSpot',
      payload: { email: 'john@example.com', firstname: 'John', company: 'Acme Corp' }, dryRun: false, lead: { id: lead.id }, errors: [],
    });
    expect(attempt.requests.map(({ path, status }: Json) => [path, status])).toEqual([
      ['/crm/objects/2026-09/contacts/batch/read', expect.any(Number)],
      ['/crm/objects/2026-09/contacts/batch/create', 201],
    ]);
    const { node } = await app.ask('query ($id: ID!) { node(id: $id) { id ... on SyncAttempt { status } } }', { id: attempt.id }, owner.token);
    expect(node).toEqual({ id: attempt.id, status: 'SUCCEEDED' });
  });

  it('[I4] updates by record id from the second time on, and touches nothing that it does not own', async () => {
    const lead = await createLead(john);
    const { contactId } = await sync(lead.id);
    await fetch(`${sandbox.url}/crm/objects/2026-09/contacts/${contactId as string}`, {
      method: 'PATCH', headers: { 'content-type': 'application/json', authorization: 'Bearer pat-na1-sandbox' }, body: JSON.stringify({ properties: { jobtitle: 'Buyer' } }),
    });
    await app.ask('mutation ($id: ID!) { updateLead(input: { id: $id, company: "Acme Ltd" }) { lead { id } } }', { id: lead.id }, owner.token);
    expect(await sync(lead.id)).toMatchObject({ action: 'UPDATED', contactId });
    expect((await sandbox.contacts())[0]?.properties).toMatchObject({ company: 'Acme Ltd', firstname: 'John', jobtitle: 'Buyer' });
    expect((await writes()).map(({ path }) => path)).not.toContainEqual(expect.stringContaining('upsert'));
  });

  it('[I3] minds the duplicate policy: update, skip and create_new, each met and not met', async () => {
    const found = await plant({ email: 'john@example.com', firstname: 'Johnny', jobtitle: 'Buyer' });
    const lead = await createLead(john);
    expect(await sync(lead.id, { duplicatePolicy: 'SKIP' })).toMatchObject({ status: 'SKIPPED', success: true, action: 'SKIPPED', contactId: found });
    expect(await sync(lead.id, { duplicatePolicy: 'SKIP' })).toMatchObject({ status: 'SKIPPED', action: 'SKIPPED' });
    expect(await sync(lead.id, { duplicatePolicy: 'CREATE_NEW' })).toMatchObject({
      status: 'FAILED', success: false, action: 'FAILED', contactId: found, errors: [{ code: 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER', message: expect.stringContaining(found) }],
    });
    expect((await sandbox.contacts())[0]?.properties).toMatchObject({ firstname: 'Johnny' });
    expect(await sync(lead.id, { duplicatePolicy: 'UPDATE' })).toMatchObject({ status: 'SUCCEEDED', action: 'UPDATED', contactId: found });
    expect((await sandbox.contacts())[0]?.properties).toMatchObject({ firstname: 'John', jobtitle: 'Buyer' });

    for (const duplicatePolicy of ['SKIP', 'UPDATE', 'CREATE_NEW']) {
      const fresh = await createLead({ ...john, email: `${duplicatePolicy.toLowerCase()}@example.com` });
      expect(await sync(fresh.id, { duplicatePolicy })).toMatchObject({ status: 'SUCCEEDED', action: 'CREATED' });
    }
  });

  it('[I2] shows as a dry run what would happen, and writes nothing', async () => {
    const lead = await createLead(john);
    expect(await sync(lead.id, { dryRun: true })).toMatchObject({ dryRun: true, action: 'CREATED', contactId: null, payload: { email: 'john@example.com', firstname: 'John', company: 'Acme Corp' } });
    const found = await plant({ email: 'john@example.com', firstname: 'Johnny', company: 'Acme Corp' });
    const attempt = await sync(lead.id, { dryRun: true });
    expect(attempt).toMatchObject({ status: 'SUCCEEDED', action: 'UPDATED', contactId: found, diff: [{ field: 'firstname', before: 'Johnny', after: 'John', rule: expect.stringContaining('name') }] });
    expect(attempt.requests.length).toBeGreaterThan(0);
    expect(await sync(lead.id, { dryRun: true, duplicatePolicy: 'SKIP' })).toMatchObject({ status: 'SKIPPED', action: 'SKIPPED' });
    expect(await sync(lead.id, { dryRun: true, duplicatePolicy: 'CREATE_NEW' })).toMatchObject({ status: 'FAILED', errors: [{ code: 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER' }] });
    expect(await writes()).toEqual([]);
    const real = await sync(lead.id);
    expect(real.payload).toEqual(attempt.payload);
  });

  it('[I2] says in a dry run what the CRM answers when it is down', async () => {
    const lead = await createLead(john);
    await sandbox.fault({ path: '/crm/*', status: 503, times: null });
    expect(await sync(lead.id, { dryRun: true })).toMatchObject({ status: 'FAILED', errors: [{ code: 'PROVIDER_DOWN', retryable: true }] });
  });

  it('gives the first attempt again for the same idempotencyKey', async () => {
    const lead = await createLead(john);
    const first = await sync(lead.id, { idempotencyKey: 'once' });
    expect((await sync(lead.id, { idempotencyKey: 'once' })).id).toBe(first.id);
    expect(await writes()).toHaveLength(1);
  });

  it('refuses a stranger, a lead of another team, a provider that is not built, and one that is not connected', async () => {
    const lead = await createLead(john);
    const input = { leadId: lead.id, provider: 'HUBSPOT' };
    const codeOf = async (variables: Json, token?: string) => (await app.graphql(syncLead, variables, token)).errors[0]?.extensions.code as string;
    expect(await codeOf({ input })).toBe('UNAUTHENTICATED');
    const other = await app.signUp();
    expect(await codeOf({ input }, other.token)).toBe('NOT_FOUND');
    expect(await codeOf({ input: { ...input, provider: 'PIPEDRIVE' } }, owner.token)).toBe('PROVIDER_NOT_SUPPORTED');
    const lonely = await app.ask('mutation { createLead(input: { name: "Lone" }) { lead { id } } }', {}, other.token);
    expect(await codeOf({ input: { leadId: lonely.createLead.lead.id, provider: 'HUBSPOT' } }, other.token)).toBe('RECONNECT_REQUIRED');
  });
});

describe('a sync that fails', () => {
  it.each([
    [{ status: 400, body: '{"status":"error","category":"VALIDATION_ERROR","message":"bad"}' }, 'VALIDATION', 'FAILED'],
    [{ status: 403, body: '{"status":"error","category":"MISSING_SCOPES","message":"scopes"}' }, 'PERMISSION', 'FAILED'],
  ])('[I7] ends as FAILED where trying again is no use: %j', async (fault, code, status) => {
    const lead = await createLead(john);
    await sandbox.fault({ path: '/crm/*/batch/*', method: 'POST', times: null, ...fault });
    expect(await sync(lead.id)).toMatchObject({ status, success: false, action: 'FAILED', errors: [{ code, retryable: false }] });
  });

  it.each([
    [{ status: 429, body: '{"status":"error","errorType":"RATE_LIMIT","policyName":"SECONDLY"}', retryAfter: 1 }, 'RATE_LIMITED'],
    [{ dropConnection: true }, 'NETWORK'],
    [{ status: 200, body: 'not json' }, 'PROVIDER_DOWN'],
    [{ status: 500 }, 'PROVIDER_DOWN'],
  ])('[I7] is tried again until it succeeds where the fault passes: %j', async (fault, code) => {
    const lead = await createLead(john);
    const syncs = await app.subscribe(owner.token, 'subscription { crmSync { status attempt { errors { code } } } }');
    await sandbox.fault({ path: '/crm/*/batch/*', method: 'POST', times: 2, ...fault });
    expect(await sync(lead.id)).toMatchObject({ status: 'SUCCEEDED', action: 'CREATED' });
    await until('the end is announced', () => syncs.events.at(-1)?.status === 'SUCCEEDED');
    expect(syncs.events.filter(({ status }) => status === 'RETRYING').map(({ attempt }) => attempt.errors[0].code as string)).toEqual([code, code]);
    expect(await sandbox.contacts()).toHaveLength(1);
  });

  it('[I7] leaves one contact where the answer of the CRM is lost', async () => {
    const lead = await createLead(john);
    await sandbox.fault({ path: '/crm/*/batch/create', method: 'POST', after: true, dropConnection: true });
    expect(await sync(lead.id)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await sandbox.contacts()).toHaveLength(1);
  });

  it('[I7] fails alone where the CRM refuses one lead of a batch', async () => {
    const rules = { email: 'email', name: 'firstname', source: 'hs_lead_status' };
    await app.ask('mutation ($rules: JSONObject!) { saveFieldMapping(input: { provider: HUBSPOT, mapping: { mapping: $rules } }) { problems { code } } }', { rules }, owner.token);
    const syncs = await app.subscribe(owner.token, 'subscription { crmSync { status leadId attempt { errors { code field } } } }');
    // The first call fails for all, so that they meet in one batch afterwards.
    await sandbox.fault({ path: '/crm/*', status: 503, times: null });
    await autoSync(true);
    const [a, refused, c] = await Promise.all([['a', 'NEW'], ['b', 'nonsense'], ['c', 'NEW']].map(([name, source]) => createLead({ name, email: `${name!}@example.com`, source })));
    await until('all are waiting to be tried again', () => new Set(syncs.events.filter(({ status }) => status === 'RETRYING').map(({ leadId }) => leadId as string)).size === 3);
    await sandbox.clearFaults();
    const endOf = (lead: Json | undefined) => syncs.events.find(({ leadId, status }) => leadId === lead?.id && ['SUCCEEDED', 'FAILED'].includes(status as string));
    await until('all have come to an end', () => endOf(a) && endOf(refused) && endOf(c));
    expect([endOf(a)?.status, endOf(refused)?.status, endOf(c)?.status]).toEqual(['SUCCEEDED', 'FAILED', 'SUCCEEDED']);
    expect(endOf(refused)?.attempt.errors).toMatchObject([{ code: 'VALIDATION', field: 'hs_lead_status' }]);
    expect(await sandbox.contacts()).toHaveLength(2);
  });
});

describe('autoSync', () => {
  it('[I21] brings a created and an updated lead to the CRM by itself, and not when it is off', async () => {
    const untouched = await createLead({ ...john, email: 'off@example.com' });
    await autoSync(true);
    const syncs = await app.subscribe(owner.token, 'subscription { crmSync { status leadId } }');
    const lead = await createLead(john);
    await until('it is there', async () => (await sandbox.contacts()).length === 1);
    await app.ask('mutation ($id: ID!) { updateLead(input: { id: $id, company: "New Ltd" }) { lead { id } } }', { id: lead.id }, owner.token);
    await until('the change is there', async () => (await sandbox.contacts())[0]?.properties.company === 'New Ltd');
    expect(syncs.events.some(({ leadId }) => leadId === untouched.id)).toBe(false);
    const { lead: seen } = await app.ask('query ($id: ID!) { lead(id: $id) { crmLinks { provider contactId status url } syncAttempts(first: 5) { totalCount nodes { status } } } }', { id: lead.id }, owner.token);
    expect(seen.crmLinks).toMatchObject([{ provider: 'HUBSPOT', contactId: (await sandbox.contacts())[0]?.id }]);
    expect(seen.syncAttempts).toMatchObject({ totalCount: 2 });
  });
});

describe('crmSync', () => {
  it('[B4] [I5] passes only what its filter asks for, and nothing of another team', async () => {
    await autoSync(true);
    const stranger = await app.signUp();
    const [mine, theirs] = [await createLead({ ...john, email: 'one@example.com' }), await app.subscribe(stranger.token, 'subscription { crmSync { status } }')];
    const only = await app.subscribe(owner.token, 'subscription ($filter: CrmSyncFilter) { crmSync(filter: $filter) { status leadId } }', { variables: { filter: { leadId: mine.id, status: ['SUCCEEDED'] } } });
    const all = await app.subscribe(owner.token, 'subscription { crmSync { status leadId } }');
    const other = await createLead({ ...john, email: 'two@example.com' });
    await until('the other is done', () => all.events.some(({ leadId, status }) => leadId === other.id && status === 'SUCCEEDED'));
    await sync(mine.id);
    await until('ours has come', () => only.events.length > 0);
    expect(only.events.every(({ leadId, status }) => leadId === mine.id && status === 'SUCCEEDED')).toBe(true);
    expect(theirs.events).toEqual([]);
  });
});
