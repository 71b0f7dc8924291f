import { inTransaction } from '../../../src/database/in-transaction.ts';
import { until } from '../../support/until.ts';
import { openSyncDoor, type SyncDoor } from './sync-door.ts';

let door: SyncDoor;
beforeAll(async () => { door = await openSyncDoor({ env: { CRM_TIMEOUT_MS: '1000' } }); });
afterAll(() => door.close());
beforeEach(async () => { await door.begin(); });

const nameless = { name: 'No Address', phone: '+4930901820' };
const unsure = { status: 'FAILED', action: 'FAILED', contactId: null, errors: [{ code: 'UNKNOWN', retryable: false, hint: expect.stringContaining('Look in HubSpot') as string }] };

describe('a lead without an e-mail whose create may have been done', () => {
  it.each([
    ['dropped', { dropConnection: true }],
    ['a 502', { status: 502 }],
    ['late', { delayMs: 2_000 }],
    ['not JSON', { body: 'nonsense' }],
    ['of another shape', { body: '{}' }],
    ['of nobody', { body: '{"results":[{"id":"5"}]}' }],
  ])('[I7] [G8] is not created a second time where the answer is %s', async (_, fault) => {
    const lead = await door.createLead(nameless);
    await door.sandbox.fault({ path: '/crm/*/batch/create', after: true, ...fault });
    expect(await door.sync(lead)).toMatchObject(unsure);
    expect(await door.creates()).toHaveLength(1);
  });

  it('[I7] [G8] keeps its neighbour with an e-mail from nothing', async () => {
    const [lost, known] = [await door.createLead(nameless), await door.createLead({ name: 'Ann', email: 'ann@example.com' })];
    const syncs = await door.follow();
    await door.sandbox.fault({ path: '/crm/*/batch/create', after: true, dropConnection: true });
    await door.wantTogether(lost, known);
    expect((await door.endOf(syncs, lost)).attempt).toMatchObject(unsure);
    expect((await door.endOf(syncs, known)).status).toBe('SUCCEEDED');
    expect(await door.sandbox.contacts()).toHaveLength(2);
  });

  it('[I7] is tried again where HubSpot has certainly done nothing', async () => {
    const lead = await door.createLead(nameless);
    await door.sandbox.fault({ path: '/crm/*/batch/create', status: 429 });
    expect(await door.sync(lead)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await door.sandbox.contacts()).toHaveLength(1);
  });

  it('[I7] [I21] stays as it is until a person syncs it again, whatever changes meanwhile', async () => {
    const lead = await door.createLead(nameless);
    await door.sandbox.fault({ path: '/crm/*/batch/create', after: true, dropConnection: true });
    await door.sync(lead);
    await door.autoSync(true);
    await door.updateLead(lead, { company: 'Acme' });
    expect(await door.attempts(lead)).toHaveLength(1);
    expect(await door.sync(lead)).toMatchObject({ status: 'SUCCEEDED', action: 'CREATED' });
    expect(await door.creates()).toHaveLength(2);
  });

  it('[I7] [G8] is not created by the drain that takes over from a dead one', async () => {
    const [lost, known] = [await door.createLead(nameless), await door.createLead({ name: 'Ann', email: 'ann@example.com' })];
    await inTransaction(door.system(), ({ em }) =>
      em.execute("update integrations set status = 'CONNECTED' where provider = 'HUBSPOT'"));
    // As a worker leaves them that was killed after its call: taken, and never given back.
    await door.sandbox.fault({ path: '/crm/*', status: 503, retryAfter: 60, times: 1 });
    const syncs = await door.follow();
    await door.wantTogether(lost, known);
    await until('both have been tried', () => syncs.events.filter(({ status }) => status === 'RETRYING').length === 2);
    await inTransaction(door.system(), ({ em }) =>
      em.execute("update sync_states set status = 'RUNNING', claim = 'claim_of_the_dead', claimed_wanted = wanted, due_at = now()"));
    expect((await door.endOf(syncs, lost)).attempt).toMatchObject(unsure);
    expect((await door.endOf(syncs, known)).status).toBe('SUCCEEDED');
    expect(await door.sandbox.contacts()).toHaveLength(1);
  });
});
