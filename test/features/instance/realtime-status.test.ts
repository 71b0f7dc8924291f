import { MULTIPART, openConfirmed } from '../../realtime/http-streams-client.ts';
import { RawClient } from '../../realtime/raw-client.ts';
import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { until } from '../../support/until.ts';
import { joinTeam } from '../account/join-team.ts';

const query = '{ realtimeStatus { instances { id sockets subscriptions groups startedAt } redis lagMs } }';
const leadUpdated = 'subscription { leadUpdated { id } }';
const BEAT_MS = '100';

let app: TestApp;
let clients: RawClient[];
beforeAll(async () => { app = await startApp({ env: { INSTANCE_HEARTBEAT_MS: BEAT_MS } }); });
beforeEach(() => { clients = []; });
afterEach(() => { for (const client of clients) client.close(); });
afterAll(() => app.stop());

const statusFor = async ({ token }: Session) => (await app.ask(query, {}, token)).realtimeStatus as { instances: Json[]; redis: string; lagMs: number };
const ownFor = async (session: Session) => {
  const { instances } = await statusFor(session);
  const { sockets, subscriptions, groups } = instances.find(({ id }) => id === app.app.parts.base.parts.instance.id)!;
  return { sockets, subscriptions, groups } as Json;
};
const connect = async ({ token }: Session): Promise<RawClient> => {
  const client = await RawClient.greeted(`${app.url.replace('http', 'ws')}/graphql`, token);
  clients.push(client);
  return client;
};
const follow = async (client: RawClient, id: string, document = leadUpdated) => {
  client.subscribe(id, document, { extensions: { resume: true } });
  await client.next(id);
};
/** As the login that runs the tests: it passes every policy. */
const rows = <T extends object = Json>(sql: string, params: unknown[] = []): Promise<T[]> => app.app.parts.base.parts.database.orm.em.getConnection().execute<T[]>(sql, params);
const loadsOf = ({ teamId }: Session) => rows('select instance_id, sockets, subscriptions, groups from instance_loads where team_id = ?', [teamId]);

describe('realtimeStatus', () => {
  it('[B26] counts the sockets, subscriptions and groups of the team as they are at this moment', async () => {
    const owner = await app.signUp();
    const sales = await joinTeam(app, owner, 'SALES');
    expect(await ownFor(owner)).toEqual({ sockets: 0, subscriptions: 0, groups: 0 });
    const [first, second] = [await connect(owner), await connect(owner), await connect(sales)];
    expect(await ownFor(owner)).toEqual({ sockets: 3, subscriptions: 0, groups: 0 });
    await follow(first, 'a');
    await follow(first, 'b');
    await follow(second, 'a');
    await follow(second, 'c', 'subscription { leadUpdated { id lead { name } } }');
    expect(await ownFor(owner)).toEqual({ sockets: 3, subscriptions: 4, groups: 2 });
    first.send({ id: 'b', type: 'complete' });
    await until('one is completed', async () => (await ownFor(owner)).subscriptions === 3);
    second.close();
    await until('a socket is closed', async () => (await ownFor(owner)).sockets === 2);
    expect(await ownFor(owner)).toEqual({ sockets: 2, subscriptions: 1, groups: 1 });
  });

  it('[B26] counts a socket that has not been greeted for nobody, and a stream over HTTP as a subscription', async () => {
    const owner = await app.signUp();
    clients.push(await RawClient.open(`${app.url.replace('http', 'ws')}/graphql`));
    const stream = await openConfirmed(app.url, { token: owner.token, accept: MULTIPART, body: { query: leadUpdated } });
    expect(await ownFor(owner)).toEqual({ sockets: 0, subscriptions: 1, groups: 1 });
    stream.stop();
    await until('it has ended', async () => (await ownFor(owner)).subscriptions === 0);
  });

  it('[B26] counts nothing of another team', async () => {
    const [owner, other] = [await app.signUp(), await app.signUp()];
    await follow(await connect(other), 'a');
    await follow(await connect(owner), 'a');
    expect(await ownFor(owner)).toEqual({ sockets: 1, subscriptions: 1, groups: 1 });
    expect(await ownFor(other)).toEqual({ sockets: 1, subscriptions: 1, groups: 1 });
    await app.ask('mutation { createLead(input: { name: "Ada" }) { lead { id } } }', {}, other.token);
    await clients[0]!.next('a');
    expect((await statusFor(owner)).lagMs).toBe(0);
  });

  it('[B26] is for those who may read the audit log', async () => {
    const owner = await app.signUp();
    const ask = async (token: string) => (await app.graphql(query, {}, token)).errors[0]?.extensions.code as string | undefined;
    expect(await ask((await joinTeam(app, owner, 'ADMIN')).token)).toBeUndefined();
    for (const role of ['SALES', 'VIEWER', 'CONTRACTOR'] as const) expect([role, await ask((await joinTeam(app, owner, role)).token)]).toEqual([role, 'FORBIDDEN']);
    const keyWith = async (scope: string) =>
      (await app.ask('mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }', { input: { name: scope, scopes: [scope] } }, owner.token)).createApiKey.secret as string;
    expect([await ask(await keyWith('audit:read')), await ask(await keyWith('events:read')), await ask('')]).toEqual([undefined, 'FORBIDDEN', 'UNAUTHENTICATED']);
  });

  it('[M4] says when the process started, what Redis does, and how long the slowest event has taken', async () => {
    const owner = await app.signUp();
    const { instances, redis, lagMs } = await statusFor(owner);
    expect([redis, lagMs]).toEqual([globalThis.testStore === 'embedded' ? 'in-process' : 'up', 0]);
    expect(instances.filter(({ id }) => /^instance_/.test(id as string))).toHaveLength(1);
    expect(new Date(instances[0]!.startedAt as string).getTime()).toBe(app.app.parts.base.parts.instance.startedAt.getTime());
    const client = await connect(owner);
    await follow(client, 'a');
    await app.ask('mutation { createLead(input: { name: "Ada" }) { lead { id } } }', {}, owner.token);
    await client.next('a');
    // An event whose commit lies five seconds back, as it would come after a pause.
    await rows("update team_streams set head = head + 1 where team_id = ?", [owner.teamId]);
    await rows("insert into team_events select team_id, seq + 1, kind, version, resource_id, actor, payload, statement_timestamp() - interval '5 seconds' from team_events where team_id = ? and kind = 'lead.created'", [owner.teamId]);
    await client.next('a');
    const slow = (await statusFor(owner)).lagMs;
    expect(slow).toBeGreaterThanOrEqual(5_000);
    expect(slow).toBeLessThan(60_000);
  });
});

describe('the heartbeat', () => {
  it('[M4] writes down what a team has open, only where that has changed, and takes it away with the last socket', async () => {
    const owner = await app.signUp();
    const client = await connect(owner);
    await follow(client, 'a');
    const instance_id = app.app.parts.base.parts.instance.id;
    await until('it is written down', async () => (await loadsOf(owner)).some(({ subscriptions }) => subscriptions === 1));
    expect(await loadsOf(owner)).toEqual([{ instance_id, sockets: 1, subscriptions: 1, groups: 1 }]);
    const written = async () => (await rows('select xmin::text as at from instance_loads where team_id = ?', [owner.teamId]))[0]?.at as string;
    const lease = async () => (await rows<{ until: string }>('select expires_at::text as until from instances where id = ?', [instance_id]))[0]?.until;
    const [before, first] = [await written(), await lease()];
    const second = await until('it has said again that it lives', async () => { const now = await lease(); return now !== first && now; });
    await until('and once more', async () => (await lease()) !== second);
    expect(await written()).toBe(before);
    client.close();
    await until('it is taken away', async () => (await loadsOf(owner)).length === 0);
  });

  it('[M4] says all anew after others have taken it for dead', async () => {
    const owner = await app.signUp();
    await follow(await connect(owner), 'a');
    await until('it is written down', async () => (await loadsOf(owner)).length === 1);
    await rows('delete from instances');
    expect(await loadsOf(owner)).toEqual([]);
    await until('it is written down again', async () => (await loadsOf(owner)).some(({ subscriptions }) => subscriptions === 1));
  });

  it('[M4] buries those that have fallen silent, and goes on when a team is gone', async () => {
    const [owner, leaving] = [await app.signUp(), await app.signUp()];
    await rows("insert into instances (id, started_at, expires_at) values ('instance_dead', now(), now() + interval '1 hour'), ('instance_else', now(), now() + interval '1 hour')");
    await rows("insert into instance_loads (team_id, instance_id, sockets, subscriptions, groups) values (?, 'instance_dead', 7, 7, 7), (?, 'instance_else', 2, 3, 1)", [owner.teamId, owner.teamId]);
    // Only now, or a beat would bury it before its numbers are there.
    await rows("update instances set expires_at = now() - interval '1 second' where id = 'instance_dead'");
    await follow(await connect(leaving), 'a');
    await rows('delete from teams where id = ?', [leaving.teamId]);
    await until('the dead one is gone', async () => (await rows("select 1 from instances where id = 'instance_dead'")).length === 0);
    expect((await statusFor(owner)).instances.map(({ id, sockets }) => [id, sockets])).toEqual(expect.arrayContaining([['instance_else', 2]]));
    await follow(await connect(owner), 'a');
    await until('what is open is written down all the same', async () => (await loadsOf(owner)).length === 2);
    expect(await loadsOf(leaving)).toEqual([]);
    await rows("delete from instances where id = 'instance_else'");
  });
});
