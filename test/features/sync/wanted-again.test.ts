import { CrmError, type CrmProvider, type PushResult, type PushRow } from '../../../src/crm/crm-provider.ts';
import { inTransaction } from '../../../src/database/in-transaction.ts';
import { until } from '../../support/until.ts';
import { openSyncDoor, type SyncDoor } from './sync-door.ts';

type Push = (rows: readonly PushRow[], call: number) => Promise<PushResult[]>;

const created = (rows: readonly PushRow[], externalId: string): PushResult[] => rows.map(({ key }) => ({ key, action: 'CREATED', externalId }));
const byDefault: Push = (rows, call) => Promise.resolve(created(rows, `contact-${String(call)}`));

let calls = 0;
let push: Push = byDefault;
let accountId = 'account-a';
/** Connects as HubSpot does, and then does with each batch what the test says. */
const instead = (hubspot: CrmProvider): CrmProvider => ({
  ...hubspot,
  exchangeCode: async (input, signal) => ({ ...(await hubspot.exchangeCode(input, signal)), accountId }),
  pushMany: (_session, _object, rows) => {
    calls += 1;
    return push(rows, calls);
  },
});

let door: SyncDoor;
beforeAll(async () => { door = await openSyncDoor({ instead }); });
afterAll(() => door.close());
beforeEach(async () => {
  [calls, push, accountId] = [0, byDefault, 'account-a'];
  await door.begin();
});

/** Lets the first batch wait until it is told to go on. */
const hold = () => {
  const [reached, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  push = async (rows, call) => {
    if (call === 1) {
      reached.resolve();
      await go.promise;
    }
    return byDefault(rows, call);
  };
  return { reached: reached.promise, go: go.resolve };
};
const john = { name: 'John', email: 'john@example.com' };

describe('a lead that is synced by hand while it is under way', () => {
  it('[I1] is sent once more, although nothing has changed', async () => {
    const lead = await door.createLead(john);
    const held = hold();
    await door.sync(lead, { wait: false });
    await held.reached;
    await door.sync(lead, { wait: false });
    held.go();
    await until('both attempts have ended', async () => (await door.attempts(lead)).filter(({ status }) => status === 'SUCCEEDED').length === 2);
    expect((await door.attempts(lead)).map(({ action }) => action as string)).toEqual(['CREATED', 'CREATED']);
    expect(calls).toBe(2);
    // And from then on it is known again what was sent last.
    await door.wantTogether(lead);
    await until('the third has ended', async () => (await door.attempts(lead)).filter(({ status }) => status === 'SUCCEEDED').length === 3);
    expect((await door.attempts(lead))[0]).toMatchObject({ action: 'UNCHANGED' });
    expect(calls).toBe(2);
  });
});

describe('a connection that leads to another account', () => {
  it('[F1] [I7] takes no result of the account before: what was under way is sent to the new one', async () => {
    const lead = await door.createLead(john);
    const held = hold();
    await door.sync(lead, { wait: false });
    await held.reached;
    accountId = 'account-b';
    await door.app.connectHubspot(door.session().token);
    held.go();
    await until('it has come to its end', async () => (await door.attempts(lead))[0]?.status === 'SUCCEEDED');
    expect(await door.attempts(lead)).toMatchObject([{ contactId: 'contact-2', action: 'CREATED' }]);
    expect(calls).toBe(2);
  });
});

describe('a lead that waits for somebody to connect again', () => {
  const refused = () => { throw new CrmError({ code: 'AUTH_EXPIRED', message: 'HubSpot has withdrawn our access.', retryable: false }); };

  it('[I7] has a date where that happened before the refusal was written down', async () => {
    // The connection stands, so nobody will connect it again: a date is all that brings the lead.
    push = (rows, call) => (call <= 2 ? refused() : byDefault(rows, call));
    const lead = await door.createLead(john);
    expect(await door.sync(lead)).toMatchObject({ status: 'SUCCEEDED', contactId: 'contact-3' });
  });

  it('[I7] [I21] is due at the next wish, where the connection stands', async () => {
    const lead = await door.createLead(john);
    await door.sync(lead);
    await inTransaction(door.system(), ({ em }) => em.execute("update sync_states set status = 'RETRYING', due_at = null, sent_hash = null"));
    await door.wantTogether(lead);
    await until('it is sent', () => calls === 2);
  });
});

describe('a lead of which nothing is mapped', () => {
  it('[I7] [H1] fails without a call, in a dry run and in earnest', async () => {
    const lead = await door.createLead({ name: 'Only A Name' });
    await door.ask('mutation { saveFieldMapping(input: { provider: HUBSPOT, mapping: { mapping: { email: "email", phone: "phone" } } }) { problems { code } } }');
    const fault = { status: 'FAILED', action: 'FAILED', payload: {}, errors: [{ code: 'MAPPING', retryable: false, hint: expect.stringContaining('Map a field') as string }], requests: [] };
    expect(await door.sync(lead)).toMatchObject(fault);
    expect(await door.sync(lead, { dryRun: true })).toMatchObject(fault);
    expect(calls).toBe(0);
    await door.updateLead(lead, { phone: '+4930901820' });
    expect(await door.sync(lead)).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('an idempotencyKey', () => {
  const refusal = async (input: Record<string, unknown>) => {
    const { errors } = await door.app.graphql('mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { id } } }', { input: { provider: 'HUBSPOT', ...input } }, door.session().token);
    return errors.flatMap(({ extensions }) => (extensions.details as { field: string; code: string }[]).map(({ field, code }) => `${field} ${code}`));
  };

  it('[I1] [I2] is refused with a dry run, and for another request than the first', async () => {
    const lead = await door.createLead(john);
    expect(await refusal({ leadId: lead, idempotencyKey: 'k', dryRun: true })).toEqual(['idempotencyKey NOT_WITH_DRY_RUN']);
    expect(await refusal({ leadId: lead, idempotencyKey: 'k', dryRun: false })).toEqual([]);
    expect(await refusal({ leadId: lead, idempotencyKey: 'k', dryRun: false })).toEqual([]);
    expect(await refusal({ leadId: lead, idempotencyKey: 'k', dryRun: false, duplicatePolicy: 'SKIP' })).toEqual(['idempotencyKey IDEMPOTENCY_KEY_REUSED']);
  });
});

describe('crmSync', () => {
  it.each([
    [{ status: [] }, 'filter.status REQUIRED'],
    [{ leadId: 'form_01jd3v6k0qf7x9n2m4p5r8s1tz' }, 'filter.leadId ID_INVALID'],
    [{ leadId: '\0' }, 'filter.leadId ID_INVALID'],
  ])('[B4] with the filter %j, which nothing could ever match, is refused', async (filter, expected) => {
    const { token } = door.session();
    const stream = await door.app.subscribe(token, 'subscription ($filter: CrmSyncFilter) { crmSync(filter: $filter) { status } }', { variables: { filter } });
    await until('it is refused', () => stream.error() !== undefined || stream.results.length > 0);
    const faults = stream.error() as { extensions: { code: string; details: { field: string; code: string }[] } }[];
    expect(faults.flatMap(({ extensions }) => extensions.details.map(({ field, code }) => `${field} ${code}`))).toEqual([expected]);
  });
});
