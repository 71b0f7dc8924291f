import type { Json, Session } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { joinTeam } from '../account/join-team.ts';
import { openTimelineDoor, type TimelineDoor } from '../timeline/timeline-door.ts';

const PATIENCE_MS = 60_000;
const SECRET = 'the-internal-key-of-this-test-which-is-long-enough';
const attemptFields = 'id success status action contactId message dryRun payload duplicatePolicy lead { id } errors { code message retryable } requests { path } startedAt finishedAt';

let door: TimelineDoor;
let owner: Session;
beforeAll(async () => { door = await openTimelineDoor({ INTERNAL_API_SECRET: SECRET }); }, PATIENCE_MS);
afterAll(() => door.close());
beforeEach(async () => { owner = await door.begin(); });

const asService = () => ({ 'x-internal-api-key': SECRET, 'x-team-id': owner.teamId });
const post = async (body: unknown, headers: Record<string, string> = asService()): Promise<{ status: number; answer: Json }> => {
  const response = await fetch(`${door.app.url}/api/ws/crm-sync`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
  return { status: response.status, answer: (await response.json()) as Json };
};
const report = async (input: Json, headers: Record<string, string> = asService()): Promise<Json> => {
  const response = await fetch(`${door.app.url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: `mutation ($input: ReportCrmSyncInput!) { reportCrmSync(input: $input) { attempt { ${attemptFields} } } }`, variables: { input } }),
  });
  return (await response.json()) as Json;
};
const codeOf = ({ errors }: Json) => [errors?.[0]?.extensions.code, errors?.[0]?.extensions.details?.[0]?.field, errors?.[0]?.extensions.details?.[0]?.code];
const attemptById = async (id: string) => (await door.ask(`query ($id: ID!) { syncAttempt(id: $id) { ${attemptFields} } }`, { id })).syncAttempt as Json;
const said = { provider: 'hubspot', action: 'created', contactId: 'crm-contact-id', success: true, message: 'Contact synced successfully' };

describe('POST /api/ws/crm-sync', () => {
  it('[I6] takes the documented body, the lead by its externalId, and keeps an attempt that everyone who follows syncs is told of', async () => {
    const leadId = await door.createLead({ name: 'John Doe', email: 'john@example.com', externalId: 'lead-uuid' });
    const syncs = await door.follow();
    const { status, answer } = await post({ ...said, leadId: 'lead-uuid' });
    expect([status, answer]).toEqual([200, {
      success: true, data: { attemptId: expect.stringMatching(/^attempt_/), leadId, provider: 'HUBSPOT', status: 'SUCCEEDED', action: 'CREATED', contactId: 'crm-contact-id', message: 'Contact synced successfully' },
    }]);
    const event = await until('it is told', () => syncs.events[0]);
    expect(event).toMatchObject({ status: 'SUCCEEDED', leadId, attempt: { id: answer.data.attemptId, action: 'CREATED', contactId: 'crm-contact-id', message: 'Contact synced successfully', dryRun: false } });
    expect(await attemptById(answer.data.attemptId as string)).toEqual({
      id: answer.data.attemptId, success: true, status: 'SUCCEEDED', action: 'CREATED', contactId: 'crm-contact-id', message: 'Contact synced successfully', dryRun: false,
      payload: null, duplicatePolicy: 'UPDATE', lead: { id: leadId }, errors: [], requests: [], startedAt: null, finishedAt: expect.any(String),
    });
    expect((await door.timelineOf(leadId))[0]).toMatchObject({ type: 'SYNC_SUCCEEDED', summary: 'Contact synced successfully', actor: { kind: 'SERVICE', name: 'Internal service' } });
    // It changes nothing of what Leadwire does itself.
    expect((await door.ask('query ($id: ID!) { lead(id: $id) { crmLinks { contactId } } }', { id: leadId })).lead.crmLinks).toEqual([]);
    expect(await door.sandbox.contacts()).toEqual([]);
  });

  it.each([
    [{ action: 'updated' }, { status: 'SUCCEEDED', action: 'UPDATED' }],
    [{ action: 'UNCHANGED' }, { status: 'SUCCEEDED', action: 'UNCHANGED' }],
    [{ action: 'skipped' }, { status: 'SKIPPED', action: 'SKIPPED' }],
    [{ success: false, action: 'failed', message: 'Quota used up' }, { status: 'FAILED', action: 'FAILED', message: 'Quota used up' }],
    [{ success: false, action: 'created' }, { status: 'FAILED', action: 'FAILED' }],
    [{ success: false, action: undefined, message: undefined, contactId: null }, { status: 'FAILED', action: 'FAILED', contactId: null, message: 'A service reported that the sync to HubSpot failed, without a reason.' }],
    [{ message: ' \n ' }, { status: 'SUCCEEDED', message: 'A service reported: contact created in HubSpot' }],
    [{ provider: 'Zoho', timestamp: '2024-01-15T10:30:00Z' }, { provider: 'ZOHO', status: 'SUCCEEDED' }],
  ])('[I6] understands %j', async (changes, expected) => {
    const leadId = await door.createLead({ name: 'John' });
    const { status, answer } = await post({ ...said, ...changes, leadId });
    expect([status, answer]).toMatchObject([200, { success: true, data: { leadId, ...expected } }]);
    const attempt = await attemptById(answer.data.attemptId as string);
    expect(attempt.errors).toEqual(expected.status === 'FAILED' ? [{ code: 'UNKNOWN', message: attempt.message, retryable: false }] : []);
  });

  it('[I6] takes a contact that is no lead, and the same report under one Idempotency-Key once', async () => {
    const first = await post(said, { ...asService(), 'idempotency-key': 'once' });
    const again = await post(said, { ...asService(), 'idempotency-key': 'once' });
    expect([first.answer.data.leadId, again.answer]).toEqual([null, first.answer]);
    const other = await post({ ...said, action: 'updated' }, { ...asService(), 'idempotency-key': 'once' });
    expect([other.status, other.answer]).toMatchObject([422, { success: false, errors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] }]);
  });

  it('[I6] knows a lead by its id before another by its externalId, and none of another team', async () => {
    const id = await door.createLead({ name: 'One' });
    await door.createLead({ name: 'Two', externalId: id });
    expect((await post({ ...said, leadId: id })).answer.data.leadId).toBe(id);
    const stranger = await door.app.signUp('Stranger');
    const theirs = (await door.app.ask('mutation { createLead(input: { name: "x", externalId: "theirs" }) { lead { id } } }', {}, stranger.token)).createLead.lead.id as string;
    for (const leadId of [theirs, 'theirs', 'lead-uuid', 'lead_00000000000000000000000000'])
      expect(await post({ ...said, leadId })).toMatchObject({ status: 404, answer: { success: false, code: 'NOT_FOUND', legacyCode: 'RESOURCE_NOT_FOUND', message: 'Lead not found' } });
    expect((await post({ ...said, leadId: theirs }, { ...asService(), 'x-team-id': stranger.teamId })).answer.data.leadId).toBe(theirs);
  });

  it('[I6] refuses everybody but our own services, before it reads what they say', async () => {
    const [sales, contractor] = [await joinTeam(door.app, owner, 'SALES'), await joinTeam(door.app, owner, 'CONTRACTOR')];
    const all = (await door.app.ask('{ viewer { scopes } }', {}, owner.token)).viewer.scopes as string[];
    const key = await door.keyFor(owner, all);
    for (const token of [owner.token, sales.token, contractor.token, key])
      for (const body of [said, '[]'])
        expect(await post(body, { authorization: `Bearer ${token}` })).toMatchObject({ status: 403, answer: { success: false, code: 'FORBIDDEN', message: 'You may not state what became of a sync.' } });
    expect(await post(said, {})).toMatchObject({ status: 401, answer: { success: false, code: 'UNAUTHENTICATED', legacyCode: 'UNAUTHORIZED', message: 'Authentication token required' } });
    expect(await post(said, { 'x-internal-api-key': `${SECRET}x`, 'x-team-id': owner.teamId })).toMatchObject({ status: 401, answer: { code: 'UNAUTHENTICATED', message: 'Invalid authentication token' } });
    expect(await post(said, { 'x-internal-api-key': SECRET })).toMatchObject({ status: 422, answer: { success: false, errors: [{ field: 'X-Team-Id', code: 'REQUIRED' }] } });
    expect((await door.execute('select id from sync_attempts where team_id = ?', [owner.teamId]))).toEqual([]);
  });

  it.each([
    [{ provider: undefined }, 'provider', 'REQUIRED'], [{ provider: 'slack' }, 'provider', 'INVALID'], [{ provider: 7 }, 'provider', 'INVALID'], [{ provider: ['hubspot'] }, 'provider', 'INVALID'],
    [{ success: undefined }, 'success', 'REQUIRED'], [{ success: 'true' }, 'success', 'TYPE_MISMATCH'], [{ success: 1 }, 'success', 'TYPE_MISMATCH'],
    [{ action: 'deleted' }, 'action', 'INVALID'], [{ action: {} }, 'action', 'INVALID'], [{ action: null }, 'action', 'REQUIRED'], [{ action: 'failed' }, 'action', 'CONTRADICTION'],
    [{ contactId: 12 }, 'contactId', 'TYPE_MISMATCH'], [{ contactId: 'x'.repeat(201) }, 'contactId', 'TOO_LONG'], [{ contactId: 'a\0b' }, 'contactId', 'NOT_TEXT'],
    [{ leadId: {} }, 'leadId', 'TYPE_MISMATCH'], [{ leadId: '  ' }, 'leadId', 'REQUIRED'], [{ leadId: 'x'.repeat(201) }, 'leadId', 'TOO_LONG'], [{ leadId: 'a\0b' }, 'leadId', 'NOT_TEXT'],
    [{ message: false }, 'message', 'TYPE_MISMATCH'], [{ message: 'x'.repeat(501) }, 'message', 'TOO_LONG'], [{ message: 'a\ud800' }, 'message', 'NOT_TEXT'],
  ])('[I6] refuses %j, and names the field', async (changes, field, code) => {
    const { status, answer } = await post({ ...said, ...changes });
    expect([status, answer.success, answer.code, answer.legacyCode, answer.errors.map((error: Json) => [error.field, error.code])]).toEqual([422, false, 'BAD_USER_INPUT', 'INVALID_REQUEST', [[field, code]]]);
  });

  it('[I6] refuses what is no object and what it cannot read', async () => {
    for (const body of ['[]', '"x"', '7', 'null']) expect(await post(body)).toMatchObject({ status: 422, answer: { success: false, errors: [{ field: 'body', code: 'TYPE_MISMATCH' }] } });
    expect(await post('{')).toMatchObject({ status: 400, answer: { success: false, code: 'BAD_USER_INPUT' } });
    expect(await post('')).toMatchObject({ status: 400, answer: { success: false } });
    expect(await post({ ...said, message: 'x'.repeat(70_000) })).toMatchObject({ status: 413, answer: { success: false, message: 'The body is too large: at most 64 KiB.' } });
    expect(await post('provider=hubspot', { ...asService(), 'content-type': 'text/plain' })).toMatchObject({ status: 415, answer: { success: false, message: 'Send one well-formed JSON object as application/json.' } });
  });
});

describe('reportCrmSync', () => {
  it('[I6] does the same for a service that speaks GraphQL, which sees no lead by it', async () => {
    const leadId = await door.createLead({ name: 'John', externalId: 'lead-uuid' });
    const { data, errors } = await report({ provider: 'HUBSPOT', success: true, action: 'UPDATED', contactId: 'c1', leadId: 'lead-uuid', message: 'Done' });
    expect([errors, data.reportCrmSync.attempt]).toMatchObject([undefined, { status: 'SUCCEEDED', action: 'UPDATED', contactId: 'c1', message: 'Done', lead: null }]);
    expect((await attemptById(data.reportCrmSync.attempt.id as string)).lead).toEqual({ id: leadId });
  });

  it('[I6] refuses members, whatever they say, and what cannot be meant', async () => {
    for (const input of [{ provider: 'HUBSPOT', success: true }, { provider: 'HUBSPOT', success: true, action: 'CREATED', leadId: 'nobody' }])
      expect(codeOf(await report(input, { authorization: `Bearer ${owner.token}` }))[0]).toBe('FORBIDDEN');
    expect(codeOf(await report({ provider: 'HUBSPOT', success: true }))).toEqual(['BAD_USER_INPUT', 'action', 'REQUIRED']);
    expect(codeOf(await report({ provider: 'HUBSPOT', success: true, action: 'FAILED' }))).toEqual(['BAD_USER_INPUT', 'action', 'CONTRADICTION']);
    expect(codeOf(await report({ provider: 'HUBSPOT', success: false, leadId: 'nobody' }))[0]).toBe('NOT_FOUND');
    expect(codeOf(await report({ provider: 'SLACK', success: false }))[0]).toBe('BAD_USER_INPUT');
    for (const [field, value] of [['contactId', 'x'.repeat(201)], ['leadId', 'x'.repeat(201)], ['message', 'x'.repeat(501)]] as const)
      expect(codeOf(await report({ provider: 'HUBSPOT', success: false, [field]: value }))).toEqual(['BAD_USER_INPUT', field, 'TOO_LONG']);
  });
});
