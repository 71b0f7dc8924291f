import { joinTeam } from '../account/join-team.ts';
import type { Json, Session } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { begins, invalid, openErrorDoor, unmapped, unsure, verbs, type ErrorDoor } from './error-door.ts';

const PATIENCE_MS = 60_000;
let owner: Session;
let door: ErrorDoor;
beforeAll(async () => { door = await openErrorDoor(); });
afterAll(() => door.close());
beforeEach(async () => { owner = await door.begin(); });

describe('retrySyncErrors', () => {
  it('[I10] of one code of 500 failures touches only its rows, and twice it does nothing more', async () => {
    door.crm.state.judge = (row) => (begins(row, 'wrong') ? invalid : unmapped);
    const [wrong, strange] = [await door.wantMany('wrong', 250), await door.wantMany('strange', 250)];
    await door.listed(['MAPPING', 250], ['VALIDATION', 250]);
    const seen = await door.follow();
    const release = door.crm.hold();
    door.crm.state.judge = () => null;
    door.crm.state.pushed.length = 0;
    expect(await door.retry({ code: 'VALIDATION' })).toBe(250);
    expect(await door.retry({ code: 'VALIDATION' })).toBe(0);
    expect(await door.counts()).toEqual([['MAPPING', 250]]);
    release();
    await until('all have arrived', () => seen.events.filter(({ status }) => status === 'SUCCEEDED').length === 250, PATIENCE_MS);
    expect(await door.counts()).toEqual([['MAPPING', 250]]);
    expect(new Set(door.crm.state.pushed.map(({ key }) => key))).toEqual(new Set(wrong));
    expect(door.crm.state.pushed).toHaveLength(250);
    expect(seen.events.filter(({ status }) => status === 'QUEUED').map(({ leadId }) => leadId as string).sort()).toEqual([...wrong].sort());
    expect(await door.attempts(wrong[0]!)).toHaveLength(2);
    expect(await door.attempts(strange[0]!)).toHaveLength(1);
    expect(await door.retry({ all: true })).toBe(250);
    await door.listed();
  }, PATIENCE_MS);

  it('[I10] at the same moment by two people retries each row once', async () => {
    door.crm.state.judge = () => invalid;
    await door.wantMany('wrong', 20);
    await door.listed(['VALIDATION', 20]);
    const release = door.crm.hold();
    const both = await Promise.all([door.retry({ all: true }), door.retry({ code: 'VALIDATION' })]);
    release();
    expect(both.reduce((sum, one) => sum + one)).toBe(20);
  });

  it('[I10] of attempts takes those that their leads failed with last', async () => {
    const [one, two] = [await door.failing('a', invalid), await door.failing('b', invalid)];
    const [old] = await door.attempts(one);
    await door.failing('c', unmapped);
    door.crm.state.judge = () => invalid;
    await door.sync(one);
    const [[newest], [other]] = [await door.attempts(one), await door.attempts(two)];
    expect(await door.retry({ attemptIds: [old!.id] })).toBe(0);
    door.crm.state.judge = () => null;
    expect(await door.retry({ attemptIds: [newest!.id, newest!.id, other!.id] })).toBe(2);
    await door.listed(['MAPPING', 1]);
    await until('both arrive', async () => (await door.lastOf(one)).status === 'SUCCEEDED' && (await door.lastOf(two)).status === 'SUCCEEDED');
    expect(await door.retry({ attemptIds: [newest!.id] })).toBe(0);
  });

  it('[I10] [I7] sends what may have been created only where it is named', async () => {
    const lead = await door.failing('a', unsure);
    expect(await door.errors()).toMatchObject([{ code: 'UNKNOWN', count: 1, hint: 'Look whether it exists.' }]);
    expect(await door.retry({ code: 'UNKNOWN' })).toBe(0);
    expect(await door.retry({ all: true })).toBe(0);
    expect(await door.counts()).toEqual([['UNKNOWN', 1]]);
    door.crm.state.judge = () => null;
    const [attempt] = await door.attempts(lead);
    expect(await door.retry({ attemptIds: [attempt!.id] })).toBe(1);
    await door.arrived(lead);
  });

  it('[I10] [I3] of what the CRM allows for nobody goes by the policy that the connection has by then', async () => {
    const policy = (duplicatePolicy: string) => door.ask('mutation ($duplicatePolicy: DuplicatePolicy) { updateIntegrationSettings(input: { provider: HUBSPOT, duplicatePolicy: $duplicatePolicy }) { integration { id } } }', { duplicatePolicy });
    await policy('CREATE_NEW');
    door.crm.state.judge = ({ duplicatePolicy }) => (duplicatePolicy === 'CREATE_NEW' ? { code: 'DUPLICATE_NOT_ALLOWED_BY_PROVIDER', message: 'There is one.', retryable: false } : null);
    const lead = await door.createLead({ name: 'a', email: 'a@example.com' });
    expect(await door.sync(lead)).toMatchObject({ status: 'FAILED' });
    await policy('SKIP');
    expect(await door.retry({ all: true })).toBe(1);
    await door.arrived(lead);
    expect(door.crm.state.pushed.at(-1)).toMatchObject({ duplicatePolicy: 'SKIP' });
  });
});

describe('who may', () => {
  it('[I10] [A3] is settled by the lead: sales see to their own and to those of nobody', async () => {
    const sales = await joinTeam(door.app, owner, 'SALES');
    const [free, own, others] = [await door.failing('free', invalid), await door.failing('own', invalid), await door.failing('others', invalid)];
    const assign = (id: string, ownerId: string) => door.ask('mutation ($input: AssignLeadInput!) { assignLead(input: $input) { cursor } }', { input: { id, ownerId } });
    await assign(own, sales.userId);
    await assign(others, owner.userId);
    const attempts = await Promise.all([free, own, others].map(async (lead) => (await door.attempts(lead))[0]!.id as string));
    expect(await door.counts({ token: sales.token })).toEqual([['VALIDATION', 3]]);
    for (const verb of verbs) expect(await door.refusal(verb, { attemptIds: attempts }, { token: sales.token })).toEqual(['FORBIDDEN']);
    expect(await door.counts()).toEqual([['VALIDATION', 3]]);
    expect(await door.dismiss({ attemptIds: [attempts[1]] }, { token: sales.token })).toBe(1);
    door.crm.state.judge = () => null;
    expect(await door.retry({ all: true }, { token: sales.token })).toBe(1);
    await door.arrived(free);
    expect([(await door.lastOf(own)).status, (await door.lastOf(others)).status]).toEqual(['FAILED', 'FAILED']);
    expect(await door.retry({ all: true })).toBe(1);
  });

  it('[I10] [A7] a key needs the scopes to sync and to read leads', async () => {
    await door.failing('a', invalid);
    const keyWith = async (...scopes: string[]) =>
      (await door.ask('mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }', { input: { name: 'k', scopes } })).createApiKey.secret as string;
    for (const token of [await keyWith('sync:run'), await keyWith('leads:read', 'integrations:read')]) {
      expect(await door.refusal('retrySyncErrors', { all: true }, { token })).toEqual(['FORBIDDEN']);
      expect(await door.refusal('dismissSyncErrors', { all: true }, { token })).toEqual(['FORBIDDEN']);
    }
    const token = await keyWith('sync:run', 'leads:read');
    expect(await door.counts({ token })).toEqual([['VALIDATION', 1]]);
    door.crm.state.judge = () => null;
    expect(await door.retry({ all: true }, { token })).toBe(1);
  });
});

describe('a selection that makes no sense', () => {
  const many = Array.from({ length: 501 }, () => 'attempt_01k00000000000000000000000');

  it.each<[string, Json, unknown[]]>([
    ['no attempts', { attemptIds: [] }, ['BAD_USER_INPUT', 'errors.attemptIds REQUIRED']],
    ['too many', { attemptIds: many }, ['BAD_USER_INPUT', 'errors.attemptIds TOO_MANY']],
    ['all: false', { all: false }, ['BAD_USER_INPUT', 'errors.all MUST_BE_TRUE']],
    ['an attempt that there is not', { attemptIds: ['attempt_01k00000000000000000000000'] }, ['NOT_FOUND', 'errors.attemptIds[0] NOT_FOUND']],
    ['the id of something else', { attemptIds: ['lead_01k00000000000000000000000'] }, ['NOT_FOUND', 'errors.attemptIds[0] NOT_FOUND']],
    ['a blank id', { attemptIds: [' '] }, ['NOT_FOUND', 'errors.attemptIds[0] NOT_FOUND']],
    ['a NUL', { attemptIds: ['attempt_\0'] }, ['NOT_FOUND', 'errors.attemptIds[0] NOT_FOUND']],
    ['a comma', { attemptIds: ['attempt_01k00000000000000000000000,attempt_01k00000000000000000000001'] }, ['NOT_FOUND', 'errors.attemptIds[0] NOT_FOUND']],
  ])('[I10] is refused: %s', async (_, chosen, expected) => {
    expect(await door.refusal('retrySyncErrors', chosen)).toEqual(expected);
    expect(await door.refusal('dismissSyncErrors', chosen)).toEqual(expected);
  });

  it.each([{}, { all: true, code: 'MAPPING' }, { code: null }, { code: 'NOPE' }, { attemptIds: null }, { all: 'yes' }, 'all'])('[I10] is no selection: %j', async (chosen) => {
    for (const verb of verbs)
      expect((await door.call(verb, chosen as Json)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('[I10] [A4] is refused: attempts of other teams, of other CRMs, and of no lead', async () => {
    const lead = await door.failing('a', invalid);
    const [{ id }] = (await door.attempts(lead)) as [Json];
    const stranger = await door.app.signUp();
    expect(await door.refusal('dismissSyncErrors', { attemptIds: [id] }, { token: stranger.token })).toEqual(['NOT_FOUND', 'errors.attemptIds[0] NOT_FOUND']);
    expect(await door.refusal('dismissSyncErrors', { attemptIds: [id] }, { provider: 'SALESFORCE' })).toEqual(['BAD_USER_INPUT', 'errors.attemptIds[0] OTHER_PROVIDER']);
    const given = (await door.ask('mutation { syncContact(input: { provider: HUBSPOT, contact: { email: "given@example.com" } }) { attempt { id } } }')).syncContact.attempt.id as string;
    for (const verb of verbs) expect(await door.refusal(verb, { attemptIds: [id, given] })).toEqual(['BAD_USER_INPUT', 'errors.attemptIds[1] NO_LEAD']);
    expect(await door.counts()).toEqual([['VALIDATION', 1]]);
  });

  it('[I10] of a CRM that is not built, or not connected, is refused where it would be called', async () => {
    expect(await door.refusal('retrySyncErrors', { all: true }, { provider: 'ZOHO' })).toEqual(['PROVIDER_NOT_SUPPORTED']);
    expect(await door.refusal('retrySyncErrors', { all: true }, { provider: 'SALESFORCE' })).toEqual(['PROVIDER_NOT_CONFIGURED']);
    expect(await door.dismiss({ all: true }, { provider: 'ZOHO' })).toBe(0);
    expect(await door.errors({ provider: 'PIPEDRIVE' })).toEqual([]);
  });
});
