import pg from 'pg';
import { newId } from '../../../src/shared/ids.ts';
import type { Json } from '../../support/app.ts';
import { installation } from '../../support/installation.ts';
import { until } from '../../support/until.ts';

/** Of the 10,000 that the row names, so many in every run; another number is asked for by name. */
const LEADS = Number(process.env.RUN_LEADS ?? '2000');
const BATCH = 100;
const PATIENCE_MS = 120_000 + LEADS * 40;

const insert = `
  insert into leads (id, team_id, name, email, email_key, status, custom_fields, version, created_at, updated_at)
  select lead ->> 'id', $1, 'Lead', lead ->> 'email', lead ->> 'email', 'NEW', '{}', 1, now(), now() from jsonb_array_elements($2::jsonb) as lead`;

const makeLeads = async (databaseUrl: string, teamId: string): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(insert, [teamId, JSON.stringify(Array.from({ length: LEADS }, (_, index) => ({ id: newId('lead'), email: `lead-${String(index)}@example.com` })))]);
  } finally {
    await client.end();
  }
};

describe('a run over workers that die', () => {
  it(`[I7] [I11] brings each of ${String(LEADS)} leads once, and what it tells never goes back`, async () => {
    await using site = await installation({ SYNC_SWEEP_MS: '100' });
    const [api, doomed] = await Promise.all([site.api(), site.worker()]);
    const { token, teamId } = await api.signUp();
    await api.connectHubspot(token);
    await makeLeads(site.databaseUrl, teamId);
    const { syncLeads } = await api.ask('mutation { syncLeads(input: { provider: HUBSPOT, leads: { filter: {} } }) { run { id total } } }', {}, token);
    const { id, total } = syncLeads.run as { id: string; total: number };
    expect(total).toBe(LEADS);
    const progress = await api.subscribe(token, 'subscription ($id: ID!) { syncRunProgress(id: $id) { run { status done created failed } } }', { variables: { id } });
    const last = () => progress.events.at(-1)?.run as Json | undefined;
    await until('some batches are through', () => ((last()?.done as number | undefined) ?? 0) >= 3 * BATCH);
    await doomed.end('SIGKILL');
    await Promise.all([site.worker(), site.worker()]);
    await until('the run has ended', () => last()?.status === 'SUCCEEDED', PATIENCE_MS);
    expect(last()).toEqual({ status: 'SUCCEEDED', done: LEADS, created: expect.any(Number), failed: 0 });
    const done = progress.events.map(({ run }) => run.done as number);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    const emails = (await site.sandbox.contacts()).map(({ properties }) => properties.email);
    expect([emails.length, new Set(emails).size]).toEqual([LEADS, LEADS]);
    const { syncRun } = await api.ask('query ($id: ID!) { syncRun(id: $id) { total done rows(first: 1) { totalCount } } }', { id }, token);
    expect(syncRun).toEqual({ total: LEADS, done: LEADS, rows: { totalCount: LEADS } });
  }, PATIENCE_MS);
});
