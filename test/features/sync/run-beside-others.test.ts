import { until } from '../../support/until.ts';
import { openRunDoor, type RunDoor } from './run-door.ts';

/** How soon a run is looked at again for what is still on its way. */
const LOOK_AGAIN_MS = 31_000;
let moved = 0;

let door: RunDoor;
beforeAll(async () => {
  door = await openRunDoor({ clock: { now: () => new Date(Date.now() + moved) }, env: { SYNC_RETRY_MIN_MS: '20', SYNC_RETRY_MAX_MS: '50', ACCESS_TOKEN_SECONDS: '86400' } });
});
afterAll(() => door.close());
beforeEach(async () => { await door.begin(); });

const down = () => door.sandbox.fault({ path: '/crm/objects/*', status: 503, times: null });
const retry = async (errors: object) =>
  (await door.ask('mutation ($input: RetrySyncErrorsInput!) { retrySyncErrors(input: $input) { count } }', { input: { provider: 'HUBSPOT', errors } })).retrySyncErrors.count as number;
const include = (rule: object | null) =>
  door.ask('mutation ($rule: LeadRuleInput) { updateIntegrationSettings(input: { provider: HUBSPOT, include: $rule }) { integration { id } } }', { rule });

describe('a lead that a run is not alone with', () => {
  it('[I10] [I11] goes on after the run is called off, where somebody has retried it', async () => {
    const [lead = ''] = await door.makeLeads(1);
    await down();
    const { id } = await door.start();
    await until('it was tried in vain often enough', async () => ((await door.ask('{ syncErrors(provider: HUBSPOT) { count } }')).syncErrors as unknown[]).length === 1);
    // Just while it is tried by itself there is nothing to retry.
    await until('it is retried', async () => (await retry({ all: true })) === 1);
    await door.steer('cancelSyncRun', id as string);
    const asked = (await door.sandbox.requests()).length;
    await until('it is tried on and on', async () => (await door.sandbox.requests()).length > asked + 3);
    await door.sandbox.clearFaults();
    await until('it is there', async () => (await door.attempts(lead))[0]?.status === 'SUCCEEDED');
    moved += LOOK_AGAIN_MS;
    await expect(door.ended(id as string)).resolves.toMatchObject({ status: 'CANCELLED', created: 1, cancelled: 0 });
  });

  it('[I11] keeps no run open that was called off, when it is deleted', async () => {
    await down();
    await door.autoSync(true);
    const lead = await door.createLead({ name: 'Ada', email: 'ada@example.com' });
    await until('it has failed for now', async () => (await door.attempts(lead))[0]?.status === 'RETRYING');
    const { id } = await door.start();
    await until('it is a row of the run', async () => (await door.rows(id as string)).length === 1);
    await expect(door.steer('cancelSyncRun', id as string)).resolves.toMatchObject({ status: 'CANCELLED', finishedAt: null });
    await door.ask('mutation ($id: ID!) { deleteLead(input: { id: $id }) { leadId } }', { id: lead });
    moved += LOOK_AGAIN_MS;
    await expect(door.ended(id as string)).resolves.toMatchObject({ status: 'CANCELLED', total: 1, cancelled: 1 });
  });

  it('[I10] [I14] is sent past the rule where somebody retries just it', async () => {
    const [lead = ''] = await door.makeLeads(1, () => ({ email: 'x@@bad' }));
    await door.wantTogether(lead);
    const { id } = await until('it was refused', async () => (await door.attempts(lead)).find(({ status }) => status === 'FAILED'));
    await include({ status: ['QUALIFIED'] });
    expect(await retry({ attemptIds: [id] })).toBe(1);
    await until('it was sent, and refused again', async () => {
      const [last] = await door.attempts(lead);
      return last?.id !== id && last?.status === 'FAILED';
    });
  });

  it('[I10] [I14] is held to the rule where it went by itself, and is retried with all others', async () => {
    const [lead = ''] = await door.makeLeads(1, () => ({ email: 'x@@bad' }));
    await door.wantTogether(lead);
    await until('it was refused', async () => (await door.attempts(lead))[0]?.status === 'FAILED');
    await include({ status: ['QUALIFIED'] });
    // Just while it is tried by itself there is nothing to retry.
    await until('it is retried', async () => (await retry({ all: true })) === 1);
    await until('the rule has left it out', async () => (await door.attempts(lead))[0]?.status === 'SKIPPED');
  });

  it('[I11] [I14] that is named passes the rule, also where it waits already', async () => {
    const [lead = ''] = await door.makeLeads(1, () => ({ status: 'NEW' }));
    await down();
    await door.wantTogether(lead);
    await until('it has failed for now', async () => (await door.attempts(lead))[0]?.status === 'RETRYING');
    const { id } = await door.start({ leads: { ids: [lead] } });
    await until('it is a row of the run', async () => (await door.rows(id as string)).length === 1);
    await include({ status: ['QUALIFIED'] });
    await door.sandbox.clearFaults();
    await until('it is there', async () => (await door.attempts(lead))[0]?.status === 'SUCCEEDED');
  });
});
