import pg from 'pg';
import type { Json, TestClient } from '../../support/app.ts';
import { installation, type Installation } from '../../support/installation.ts';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { attemptOf, kinds, leadOf, policyOf, variants, type Kind } from './crash-points.ts';

/** Several processes start one after the other on few cores, and the queue gives a dead one's job back after some 15 s. */
const PATIENCE_MS = 180_000;
const ENDS_MS = 90_000;
/** Longer than a test waits: whoever asked is dead by then. */
const NEVER_MS = 120_000;
/** Time to stop the results from being written. */
const SOON_MS = 3_000;

let site: Installation;
let api: TestClient;
let redis: TcpProxy;
beforeAll(async () => {
  redis = await startTcpProxy(Number(new URL(process.env.TEST_REDIS_URL ?? '').port || '6379'));
  site = await installation({ SYNC_LEASE_MS: '2000', SYNC_SWEEP_MS: '200', CRM_TIMEOUT_MS: '120000' }, {}, {});
  api = await site.api();
}, PATIENCE_MS);
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await redis.close();
});

/** One of each kind, asked for while nobody works, so that one drain takes all of them. */
const askForAll = async (token: string, provider: string): Promise<Map<Kind, string>> => {
  const asked = new Map<Kind, string>();
  for (const kind of kinds) {
    const { createLead } = await api.ask('mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }', { input: leadOf(kind) }, token);
    const input = { leadId: createLead.lead.id as string, provider, duplicatePolicy: policyOf(kind) };
    const { syncLead } = await api.ask('mutation ($input: SyncLeadInput!) { syncLead(input: $input) { attempt { id } } }', { input }, token);
    asked.set(kind, syncLead.attempt.id as string);
  }
  return asked;
};
const endOf = (token: string, id: string) =>
  until('the attempt has ended', async () => {
    const { syncAttempt } = await api.ask('query ($id: ID!) { syncAttempt(id: $id) { status action contactId finishedAt errors { code retryable hint } } }', { id }, token);
    return (syncAttempt as Json).finishedAt === null ? null : (syncAttempt as Json);
  }, ENDS_MS);

describe.each(variants)('a worker that is killed over a call to $name', ({ kit, prepare, ends }) => {
  const sandbox = () => site.sandboxOf(kit);
  const create = () => (ends.NO_E_MAIL === 'MET' ? { method: 'PATCH', path: '*/composite/sobjects/*' } : kit.at.create);
  const contactOf = (contacts: Awaited<ReturnType<ReturnType<typeof sandbox>['contacts']>>, kind: Kind) =>
    contacts.filter(({ properties }) => properties[kit.fields.email] === leadOf(kind).email || (kind === 'NO_E_MAIL' && !properties[kit.fields.email]));

  it.each(['on the wire', 'answered and not recorded'] as const)('[I7] [G8] while it is %s leaves one contact of each lead, and an attempt that says so', async (point) => {
    await sandbox().reset();
    await prepare(sandbox());
    const { token, teamId } = await api.signUp();
    await api.connect(token, kit.provider);
    await api.ask('mutation ($provider: Provider!) { updateIntegrationSettings(input: { provider: $provider, autoSync: false }) { integration { id } } }', { provider: kit.provider }, token);
    const asked = await askForAll(token, kit.provider);
    const store = new pg.Client({ connectionString: site.databaseUrl });
    await store.connect();
    try {
      await sandbox().fault({ ...create(), after: true, delayMs: point === 'on the wire' ? NEVER_MS : SOON_MS });
      const doomed = await site.worker();
      const taken = 'select count(*)::int as count from sync_states where team_id = $1 and status = $2';
      await until('the leads are taken', async () => (await store.query<{ count: number }>(taken, [teamId, 'RUNNING'])).rows[0]?.count === kinds.length, ENDS_MS);
      if (point === 'answered and not recorded') await store.query('begin');
      if (point === 'answered and not recorded') await store.query('select 1 from integrations where team_id = $1 for update', [teamId]);
      await until('contacts are there', async () => (await sandbox().contacts()).length > 0);
      const waits = "select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      if (point === 'answered and not recorded') await until('the results wait to be written', async () => ((await store.query<{ count: number }>(waits)).rows[0]?.count ?? 0) > 0);
      await doomed.end('SIGKILL');
      if (point === 'answered and not recorded') await store.query('rollback');
      await sandbox().clearFaults();
      const heir = await site.worker();
      for (const [kind, id] of asked) {
        const attempt = await endOf(token, id);
        const contacts = contactOf(await sandbox().contacts(), kind);
        const end = ends[kind];
        // What was not its turn yet is not there, and nobody can know that either.
        const found = end === 'MET' ? [1] : [0, 1];
        expect(found).toContain(contacts.length);
        expect([kind, attempt]).toMatchObject([kind, { ...attemptOf(end, contacts[0]?.id), ...(end === 'MET' && { action: expect.stringMatching(/^(CREATED|UPDATED)$/) as unknown }) }]);
      }
      await heir.end('SIGTERM');
    } finally {
      await store.end();
    }
  }, PATIENCE_MS);
});

it('[I7] a worker whose Redis is gone brings one contact all the same', async () => {
  const [{ kit }] = variants as [typeof variants[0]];
  const sandbox = site.sandboxOf(kit);
  await sandbox.reset();
  const { token } = await api.signUp();
  await api.connect(token, kit.provider);
  const worker = await site.worker({ REDIS_URL: `redis://127.0.0.1:${String(redis.port)}` });
  await redis.cut();
  const asked = await askForAll(token, kit.provider);
  for (const [, id] of asked) expect(await endOf(token, id)).toMatchObject({ status: 'SUCCEEDED' });
  expect(await sandbox.contacts()).toHaveLength(kinds.length);
  await worker.end('SIGTERM');
}, PATIENCE_MS);
