import { RawClient } from '../../realtime/raw-client.ts';
import type { Json, Session, TestClient } from '../../support/app.ts';
import { installation, type Installation } from '../../support/installation.ts';
import type { ServerProcess } from '../../support/server-process.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';

/** Processes start one after the other on two cores. */
const PATIENCE_MS = 120_000;
/** An instance that beats so seldom is not forgotten within any test. */
const SELDOM = { INSTANCE_HEARTBEAT_MS: '60000' };

type Api = TestClient & { process: ServerProcess };

let site: Installation;
let owner: Session;
let other: Session;
let apis: Api[];
beforeAll(async () => {
  site = await installation({ INSTANCE_HEARTBEAT_MS: '200' });
  apis = [await site.api(), await site.api(), await site.api()];
  [owner, other] = [await apis[0]!.signUp('Owner'), await apis[0]!.signUp('Other')];
}, PATIENCE_MS);
afterAll(() => site[Symbol.asyncDispose]());

const statusOn = async (api: TestClient, { token } = owner) =>
  (await api.ask('{ realtimeStatus { instances { id sockets subscriptions groups } redis lagMs } }', {}, token)).realtimeStatus as { instances: Json[]; redis: string; lagMs: number };
const countsOn = async (api: TestClient, session = owner) => (await statusOn(api, session)).instances.map(({ sockets, subscriptions, groups }) => [sockets, subscriptions, groups]);

/** Sockets of one person at an instance, each with so many subscriptions that are all the same. */
const connect = async ({ url }: TestClient, { token }: Session, each: readonly number[]): Promise<void> => {
  for (const subscriptions of each) {
    const client = await RawClient.greeted(`${url.replace('http', 'ws')}/graphql`, token);
    for (let at = 0; at < subscriptions; at += 1) {
      client.subscribe(String(at), 'subscription { leadUpdated { id } }', { extensions: { resume: true } });
      await client.next(String(at));
    }
  }
};

describe('realtimeStatus over three instances', () => {
  it('[B26] counts the real sockets and subscriptions of the team on each, whichever is asked, and none of another team', async () => {
    const [a, b, c] = apis as [Api, Api, Api];
    await connect(a, owner, [2, 0, 1]);
    await connect(b, owner, [3]);
    await connect(b, other, [1, 1, 1, 1]);
    await connect(c, owner, [0, 0]);
    const expected = [[3, 3, 1], [1, 3, 1], [2, 0, 0]];
    for (const api of apis) await until('all say the same', async () => JSON.stringify(await countsOn(api)) === JSON.stringify(expected));
    await until('the other team sees its own', async () => JSON.stringify(await countsOn(c, other)) === JSON.stringify([[0, 0, 0], [4, 4, 1], [0, 0, 0]]));
    expect(new Set((await statusOn(a)).instances.map(({ id }) => id)).size).toBe(3);
  }, PATIENCE_MS);

  it('[M4] forgets one that was killed with -9 within its lease', async () => {
    const [a, b, c] = apis as [Api, Api, Api];
    const before = (await statusOn(a)).instances.map(({ id }) => id as string);
    await b.process.end('SIGKILL');
    for (const api of [a, c]) await until('it is no longer listed', async () => (await statusOn(api)).instances.length === 2);
    expect((await statusOn(a)).instances.map(({ id }) => id)).toEqual([before[0], before[2]]);
    expect(await countsOn(c)).toEqual([[3, 3, 1], [2, 0, 0]]);
  }, PATIENCE_MS);

  it('[M4] forgets one that is stopped at once, and never lists one without sockets to serve', async () => {
    const [a] = apis as [Api];
    const before = (await statusOn(a)).instances.length;
    const [stopped] = [await site.api(SELDOM), await site.worker(SELDOM)];
    await until('it is listed', async () => (await statusOn(a)).instances.length === before + 1);
    expect(await stopped.process.end('SIGTERM')).toBe(0);
    expect((await statusOn(a)).instances.length).toBe(before);
  }, PATIENCE_MS);

  it('[M4] says that Redis is down, and that it is up again', async () => {
    const { hostname, port } = new URL(process.env.TEST_REDIS_URL ?? '');
    const proxy = await startTcpProxy(Number(port || 6379));
    const api = await site.api({ REDIS_URL: `redis://${hostname}:${String(proxy.port)}` });
    const redisUp = async () => /^leadwire_redis_up (\S+)$/m.exec(await (await fetch(`${api.url}/metrics`)).text())?.[1];
    expect([(await statusOn(api)).redis, await redisUp()]).toEqual(['up', '1']);
    await proxy.cut();
    await until('it is down', async () => (await statusOn(api)).redis === 'down');
    expect(await redisUp()).toBe('0');
    await proxy.restore();
    await until('it is up', async () => (await statusOn(api)).redis === 'up');
    expect(await redisUp()).toBe('1');
    await api.process.end('SIGTERM');
    await proxy.close();
  }, PATIENCE_MS);
});
