import { openSyncDoor, type SyncDoor } from '../features/sync/sync-door.ts';
import { openStream, SSE } from '../realtime/http-streams-client.ts';
import { RawClient } from '../realtime/raw-client.ts';
import { startApp, type Session, type TestApp } from '../support/app.ts';
import { until } from '../support/until.ts';
import { parseExposition, valueOf } from './exposition.ts';

const PATIENCE_MS = 60_000;
const leadUpdated = 'subscription { leadUpdated { id } }';
const unnamed = { client_name: 'unnamed', client_version: 'unnamed' };

const scrape = async ({ url }: Pick<TestApp, 'url'>) => {
  const response = await fetch(`${url}/metrics`);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return parseExposition(await response.text());
};
const valueIn = async (app: Pick<TestApp, 'url'>, name: string, labels: Record<string, string> = {}) => valueOf(await scrape(app), name, labels);
const connect = ({ url }: Pick<TestApp, 'url'>, { token }: Session) => RawClient.greeted(`${url.replace('http', 'ws')}/graphql`, token);
const follow = async (client: RawClient, id: string, query = leadUpdated) => {
  client.subscribe(id, query, { extensions: { resume: true } });
  await client.next(id);
};

let door: SyncDoor;
let app: TestApp;
let owner: Session;
beforeAll(async () => {
  door = await openSyncDoor({ env: { WS_MAX_SUBSCRIPTIONS: '20', COST_PER_MINUTE: '100000000' } });
  ({ app } = door);
}, PATIENCE_MS);
beforeEach(async () => { owner = await door.begin(); });
afterEach(() => door.sandbox.clearFaults());
afterAll(() => door.close());

const createLead = (name = 'Ada') => app.ask('mutation ($name: String!) { createLead(input: { name: $name }) { lead { id } } }', { name }, owner.token);
const rows = (sql: string, params: unknown[]) => app.app.parts.base.parts.database.orm.em.getConnection().execute<unknown[]>(sql, params);

describe('GET /metrics, read by a strict parser', () => {
  it('[M2] is well formed, and has all that is promised', async () => {
    await app.graphql('{ viewer { scopes } }', {}, owner.token);
    const client = await connect(app, owner);
    await follow(client, 'a');
    const families = await scrape(app);
    const types = Object.fromEntries([...families].filter(([name]) => name.startsWith('leadwire_')).map(([name, { type }]) => [name, type]));
    expect(types).toEqual({
      leadwire_operations_total: 'counter', leadwire_deprecated_uses_total: 'counter',
      leadwire_delivery_seconds: 'histogram', leadwire_sockets_closed_total: 'counter',
      leadwire_sync_results_total: 'counter', leadwire_token_refreshes_total: 'counter', leadwire_vault_opens_total: 'counter', leadwire_vault_reseals_total: 'counter', leadwire_credentials_under_old_key: 'gauge', leadwire_events_repaired_total: 'counter',
      leadwire_sockets: 'gauge', leadwire_streams: 'gauge', leadwire_subscriptions: 'gauge', leadwire_subscriptions_behind: 'gauge', leadwire_subscription_groups: 'gauge',
      leadwire_syncs_due: 'gauge', ...(globalThis.testStore === 'embedded' ? {} : { leadwire_redis_up: 'gauge' }),
    });
    expect(families.get('nodejs_eventloop_lag_seconds')?.samples).toHaveLength(1);
    expect([...families.values()].filter(({ help }) => !help)).toEqual([]);
    client.close();
  });

  it('[M2] [B24] measures from the commit to the hand-over, once for each event and group', async () => {
    const count = () => valueIn(app, 'leadwire_delivery_seconds_count');
    const client = await connect(app, owner);
    for (const id of ['a', 'b', 'c']) await follow(client, id);
    await follow(client, 'd', 'subscription { leadUpdated { id lead { name } } }');
    await follow(client, 'e', 'subscription { formSubmitted { id } }');
    const [before, sum] = [await count(), await valueIn(app, 'leadwire_delivery_seconds_sum')];
    await createLead();
    for (const id of ['a', 'b', 'c', 'd']) expect((await client.frame('next')).id).toBe(id);
    expect(await count()).toBe(before + 2);
    expect(await valueIn(app, 'leadwire_delivery_seconds_sum')).toBeGreaterThan(sum);
    client.close();
  });

  it('[M2] counts closed sockets by the code that was said first', async () => {
    const closed = (code: string) => valueIn(app, 'leadwire_sockets_closed_total', { code });
    const codes = ['1000', '1006', '1009', '4400', '4403', '4406', 'other'];
    const before = await Promise.all(codes.map(closed));
    const wsUrl = `${app.url.replace('http', 'ws')}/graphql`;
    const [polite, broken, verbose, confused, strange] = [await connect(app, owner), await connect(app, owner), await connect(app, owner), await connect(app, owner), await connect(app, owner)];
    polite.socket.close(1000);
    broken.socket.terminate();
    verbose.socket.send('x'.repeat(1_048_577));
    confused.socket.send('no message');
    strange.socket.close(4321);
    (await RawClient.open(wsUrl)).send({ type: 'connection_init', payload: { token: 'wrong' } });
    await (await RawClient.open(wsUrl, null)).closed();
    await until('each is counted once', async () => JSON.stringify(await Promise.all(codes.map(closed))) === JSON.stringify(before.map((value) => value + 1)));
  });

  it('[M2] shows subscriptions whose reader is slow, until it has caught up', async () => {
    const client = await connect(app, owner);
    const aliases = Array.from({ length: 40 }, (_, at) => `n${String(at)}: name`).join(' ');
    for (let at = 0; at < 20; at += 1) await follow(client, String(at), `subscription { leadUpdated { cursor lead { ${aliases} } } }`);
    expect(await valueIn(app, 'leadwire_subscriptions_behind')).toBe(0);
    client.socket.pause();
    await until('they are behind', async () => {
      await createLead('x'.repeat(500));
      return (await valueIn(app, 'leadwire_subscriptions_behind')) > 0;
    }, PATIENCE_MS);
    client.socket.resume();
    await until('they have caught up', async () => (await valueIn(app, 'leadwire_subscriptions_behind')) === 0, PATIENCE_MS);
    client.close();
  }, 2 * PATIENCE_MS);

  it('[M2] counts events that the bus did not bring', async () => {
    const client = await connect(app, owner);
    await follow(client, 'a');
    const before = await valueIn(app, 'leadwire_events_repaired_total');
    await createLead();
    await client.next('a');
    expect(await valueIn(app, 'leadwire_events_repaired_total')).toBe(before);
    await rows('update team_streams set head = head + 1 where team_id = ?', [owner.teamId]);
    await rows("insert into team_events select team_id, seq + 1, kind, version, resource_id, actor, payload, occurred_at from team_events where team_id = ? and kind = 'lead.created'", [owner.teamId]);
    await client.next('a');
    expect(await valueIn(app, 'leadwire_events_repaired_total')).toBe(before + 1);
    client.close();
  });

  it('[M2] counts the results of syncs, and the leads that wait for one', async () => {
    const results = async () => {
      const families = await scrape(app);
      return ['CREATED', 'UPDATED', 'RETRYING', 'FAILED'].map((outcome) => valueOf(families, 'leadwire_sync_results_total', { provider: 'HUBSPOT', outcome }));
    };
    const [created, updated, retrying, failed] = await results() as [number, number, number, number];
    const ada = await door.createLead({ name: 'Ada', email: 'ada@example.com' });
    await door.sync(ada);
    expect(await results()).toEqual([created + 1, updated, retrying, failed]);
    await door.updateLead(ada, { name: 'Ada Lovelace' });
    await door.sandbox.fault({ path: '/crm/*', status: 503, times: 1 });
    await door.sync(ada);
    await until('it is there after a second try', async () => (await results())[1] === updated + 1);
    expect(await results()).toEqual([created + 1, updated + 1, retrying + 1, failed]);
    await door.sync(await door.createLead({ name: 'Nobody' }));
    const due = () => valueIn(app, 'leadwire_syncs_due');
    await until('nothing waits', async () => (await due()) === 0);
    // No client is configured for this one, so no worker takes it.
    await rows("insert into sync_states (team_id, subject_id, provider, wanted, status, duplicate_policy, due_at, tries) values (?, ?, 'ZOHO', 1, 'QUEUED', 'UPDATE', now() - interval '1 minute', 0)", [owner.teamId, ada]);
    expect(await due()).toBe(1);
    await rows("delete from sync_states where provider = 'ZOHO' and team_id = ?", [owner.teamId]);
    expect(await due()).toBe(0);
  });

  it('[M2] counts renewals of tokens, and what became of them', async () => {
    const refreshes = (outcome: string) => valueIn(app, 'leadwire_token_refreshes_total', { provider: 'HUBSPOT', outcome });
    const outcomes = ['RENEWED', 'FAILED', 'REVOKED'];
    const [renewed, failed, revoked] = await Promise.all(outcomes.map(refreshes)) as [number, number, number];
    const isDue = () => rows("update credentials set expires_at = now() - interval '1 minute' where team_id = ?", [owner.teamId]);
    const ada = await door.createLead({ name: 'Ada', email: 'ada@example.com' });
    await isDue();
    await door.sync(ada);
    expect(await Promise.all(outcomes.map(refreshes))).toEqual([renewed + 1, failed, revoked]);
    await isDue();
    await door.sandbox.fault({ path: '/oauth/*', status: 500, times: 1 });
    await door.updateLead(ada, { name: 'Grace' });
    await door.sync(ada);
    await until('the first has failed, the second has not', async () => (await refreshes('FAILED')) === failed + 1 && (await refreshes('RENEWED')) === renewed + 2);
    await isDue();
    await door.sandbox.control('POST', '/revoke-tokens');
    await door.updateLead(ada, { name: 'Alan' });
    await door.sync(ada, { wait: false });
    await until('the access is lost', async () => (await refreshes('REVOKED')) === revoked + 1);
  });

  it('[M2] counts what is refused on a socket by the number of its operations', async () => {
    const limited = () => valueIn(app, 'leadwire_operations_total', { kind: 'unknown', transport: 'websocket', code: 'RATE_LIMITED', ...unnamed });
    const before = await limited();
    const client = await connect(app, owner);
    for (let at = 0; at < 20; at += 1) await follow(client, String(at));
    client.subscribe('more', leadUpdated);
    await client.error('more');
    expect(await limited()).toBe(before + 1);
    client.close();
  });

  it('[M2] counts what is refused on a socket by the number of its messages', async () => {
    const slow = await startApp({ env: { WS_MAX_MESSAGES_PER_SECOND: '5' } });
    try {
      const client = await connect(slow, await slow.signUp());
      const frames: string[] = [];
      client.socket.on('message', (data: Buffer) => { frames.push((JSON.parse(data.toString()) as { type: string }).type); });
      client.sendAtOnce(...Array.from({ length: 15 }, (_, at) => ({ id: String(at), type: 'subscribe', payload: { query: leadUpdated, extensions: { resume: true } } })));
      await until('each is answered', () => frames.length === 15);
      const refused = frames.filter((type) => type === 'error').length;
      expect(refused).toBeGreaterThan(0);
      expect(await valueIn(slow, 'leadwire_operations_total', { kind: 'unknown', transport: 'websocket', code: 'RATE_LIMITED', ...unnamed })).toBe(refused);
      client.close();
    } finally {
      await slow.stop();
    }
  });

  it('[M2] counts streams over HTTP that are refused before they begin', async () => {
    const refused = (code: string) => valueIn(app, 'leadwire_operations_total', { kind: 'subscription', transport: 'sse', code, ...unnamed });
    const before = await refused('UNAUTHENTICATED');
    for (const token of ['', 'wrong']) await openStream(app.url, { token, accept: SSE, body: { query: leadUpdated } });
    expect(await refused('UNAUTHENTICATED')).toBe(before + 2);
  });
});
