import pg from 'pg';
import type { Json } from '../../support/app.ts';
import { installation } from '../../support/installation.ts';
import { startSlack, type TestSlack } from '../../support/slack.ts';
import { until } from '../../support/until.ts';
import { alertEvents } from './alert-door.ts';

/** Processes start one after the other on few cores. */
const PATIENCE_MS = 150_000;
const HOOK = 'B0';

let slack: TestSlack;
beforeAll(async () => { slack = await startSlack(); });
afterAll(() => slack.stop());
beforeEach(() => slack.clear());

const envOf = () => ({ SLACK_WEBHOOK_ORIGINS: slack.url, SLACK_TIMEOUT_MS: '1000', ALERT_SWEEP_MS: '50', SYNC_SWEEP_MS: '100', COST_PER_MINUTE: '1000000000' });

/** A team at one instance that is connected to HubSpot and Slack. */
const begin = async (api: Awaited<ReturnType<Awaited<ReturnType<typeof installation>>['api']>>) => {
  const { token } = await api.signUp();
  await api.connectHubspot(token);
  await api.ask('mutation ($url: String) { configureSlack(input: { webhookUrl: $url }) { integration { id } } }', { url: slack.webhook(HOOK) }, token);
  const fail = (index: number) =>
    api.ask('mutation ($contact: CrmContactInput!) { syncContact(input: { provider: HUBSPOT, contact: $contact }) { attempt { status } } }', { contact: { email: `bad-${String(index)}@example.com`, customFields: { nonsense: 'x' } } }, token);
  return { token, fail };
};

const isDue = async (databaseUrl: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return ((await client.query('select 1 from alert_rules where due_at <= now() union all select 1 from slack_messages')).rowCount ?? 0) > 0;
  } finally {
    await client.end();
  }
};

describe('alerts over several instances', () => {
  it('[I19] fire once and are told once, however many workers judge them at the same time', async () => {
    await using site = await installation(envOf());
    const [api] = await Promise.all([site.api(), site.worker(), site.worker(), site.worker()]);
    const { token, fail } = await begin(api);
    const { events } = await api.subscribe(token, alertEvents);
    await Promise.all(Array.from({ length: 12 }, (_, index) => fail(index)));
    await until('it fires', () => events.length > 0);
    await until('Slack has it', async () => (await slack.textsOf(HOOK)).length > 0);
    await until('nothing is due', async () => !(await isDue(site.databaseUrl)));
    expect(events.map(({ type }) => type as string)).toEqual(['ALERT_FIRED']);
    expect(await slack.textsOf(HOOK)).toEqual([expect.stringContaining('many syncs fail')]);
  }, PATIENCE_MS);

  it('[I19] are told by another worker when one dies over the message, before Slack has it', async () => {
    await using site = await installation(envOf());
    const [api, worker] = await Promise.all([site.api(), site.worker()]);
    const { token } = await begin(api);
    await slack.fault({ hang: 'HEADERS' });
    const alerts = await api.subscribe(token, alertEvents);
    await site.sandbox.control('POST', '/revoke-tokens');
    await api.graphql('{ crmFields(provider: HUBSPOT, refresh: true) { name } }', {}, token);
    await until('a worker is at it', async () => (await slack.requests()).length === 1);
    await worker.end('SIGKILL');
    await site.worker();
    await until('Slack has it', async () => (await slack.textsOf(HOOK)).length > 0, 60_000);
    await until('nothing is due', async () => !(await isDue(site.databaseUrl)));
    expect((await slack.textsOf(HOOK)).map((text) => text.includes('access lost'))).toEqual([true]);
    expect(alerts.events.map(({ type }: Json) => type as string)).toEqual(['ALERT_FIRED']);
  }, PATIENCE_MS);
});
