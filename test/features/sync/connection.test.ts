import { inTransaction } from '../../../src/database/in-transaction.ts';
import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { startTestSandbox, type TestSandbox } from '../../support/sandbox.ts';
import { until } from '../../support/until.ts';

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
});

const createLead = async (input: Json) =>
  (await app.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input }, owner.token)).createLead.lead as { id: string };
const john = { name: 'John', email: 'john@example.com', company: 'Acme Corp' };

describe('a connection', () => {
  const status = async () => (await app.ask('{ integration(provider: HUBSPOT) { status error { code } lastSyncAt } }', {}, owner.token)).integration as Json;

  it('[D6] [I7] that is lost keeps the leads waiting, and brings them when it is connected again', async () => {
    const syncs = await app.subscribe(owner.token, 'subscription { crmSync { status leadId attempt { message errors { code } } } }');
    await sandbox.control('POST', '/revoke-tokens');
    const lead = await createLead(john);
    await until('it waits', () => syncs.events.some((event) => event.status === 'RETRYING'));
    expect(syncs.events.at(-1)?.attempt).toMatchObject({ errors: [{ code: 'AUTH_EXPIRED' }], message: expect.stringContaining('connected again') });
    expect(await status()).toMatchObject({ status: 'RECONNECT_REQUIRED' });
    const later = await createLead({ ...john, email: 'later@example.com' });
    await until('the later one waits too', () => syncs.events.some((event) => event.status === 'RETRYING' && event.leadId === later.id));
    await app.connectHubspot(owner.token);
    await until('both are there', () => syncs.events.filter((event) => event.status === 'SUCCEEDED').length === 2);
    expect(await sandbox.contacts()).toHaveLength(2);
    expect(syncs.events.some((event) => event.leadId === lead.id && event.status === 'FAILED')).toBe(false);
  });

  it('[I7] drops the result of a drain whose claim another has taken meanwhile', async () => {
    const syncs = await app.subscribe(owner.token, 'subscription { crmSync { status } }');
    const statuses = () => syncs.events.map(({ status: reached }) => reached as string);
    await sandbox.fault({ path: '/crm/*/batch/create', method: 'POST', delayMs: 1_500, after: true });
    await createLead(john);
    await until('it is under way', async () => (await sandbox.contacts()).length === 1);
    const system = { ...app.app.parts.base, actor: { kind: 'SYSTEM' as const, teamId: owner.teamId, job: 'test' } };
    await inTransaction(system, ({ em }) => em.execute("update sync_states set claim = 'claim_of_another', due_at = now() + interval '3 seconds'"));
    await until('the first answer has come', async () => (await sandbox.requests()).some(({ path, status: answered }) => path.includes('batch/create') && answered === 201));
    await until('the claim has lapsed and is taken up', () => statuses().includes('SUCCEEDED'));
    expect(statuses()).toEqual(['QUEUED', 'RUNNING', 'RUNNING', 'SUCCEEDED']);
    expect(await sandbox.contacts()).toHaveLength(1);
  });

  it('is an ERROR while the CRM does not answer, and CONNECTED once it does', async () => {
    const changes = await app.subscribe(owner.token, 'subscription { integrationStatusChanged { previousStatus status integration { status error { code } } } }');
    await sandbox.fault({ path: '/crm/*', status: 503, times: 2 });
    await createLead(john);
    await until('it has recovered', () => changes.events.length === 2);
    expect(changes.events).toMatchObject([
      { previousStatus: 'CONNECTED', status: 'ERROR', integration: { error: { code: 'PROVIDER_DOWN' } } },
      { previousStatus: 'ERROR', status: 'CONNECTED', integration: { error: null } },
    ]);
    expect(await status()).toMatchObject({ status: 'CONNECTED', error: null, lastSyncAt: expect.any(String) });
  });
});
