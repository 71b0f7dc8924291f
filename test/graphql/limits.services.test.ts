import { randomUUID } from 'node:crypto';
import { post, type Answer } from '../realtime/start-doors.ts';
import { startApp, type Session, type TestApp } from '../support/app.ts';
import { cloneDatabase } from '../support/store.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

const redisUrl = new URL(process.env.TEST_REDIS_URL ?? '');
const ask = (app: TestApp, { token }: Session, query = '{ __typename }'): Promise<Answer> => post(app, { query }, { authorization: `Bearer ${token}` });
const remaining = ({ body }: Answer) => (body as { extensions?: { cost: { remaining: number } } }).extensions?.cost.remaining;

describe('a budget', () => {
  it('[P3] is one over all instances', async () => {
    const { url, drop } = await cloneDatabase();
    const env = { DATABASE_URL: url, REDIS_PREFIX: `test-${randomUUID()}`, COST_PER_MINUTE: '4' };
    const [one, two] = [await startApp({ env }), await startApp({ env })];
    const owner = await one.signUp();
    const answers = [];
    for (const app of [one, two, one, two, one, two]) answers.push(await ask(app, owner));
    expect(answers.map(remaining)).toEqual([3, 2, 1, 0, undefined, undefined]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429, 429]);
    await two.stop();
    await one.stop();
    await drop();
  });

  it('[P3] fails no request while Redis is gone, is kept by each process alone, and is shared again afterwards', async () => {
    const proxy = await startTcpProxy(Number(redisUrl.port));
    const app = await startApp({ env: { REDIS_URL: `redis://127.0.0.1:${String(proxy.port)}`, COST_PER_MINUTE: '6' } });
    const owner = await app.signUp();
    expect([remaining(await ask(app, owner)), remaining(await ask(app, owner))]).toEqual([5, 4]);

    const during = Promise.all(Array.from({ length: 3 }, () => ask(app, owner)));
    await proxy.cut();
    expect((await during).map(({ status }) => status)).toEqual([200, 200, 200]);
    const alone: Answer[] = [];
    while (alone.at(-1)?.status !== 429 && alone.length < 20) alone.push(await ask(app, owner, '{ leads(first: 2) { nodes { id } } }'));
    expect(alone.length).toBeGreaterThan(1);
    expect(alone.slice(0, -1).map(({ status }) => status)).toEqual(alone.slice(0, -1).map(() => 200));
    expect(alone.at(-1)?.body.errors?.[0]?.extensions['code']).toBe('RATE_LIMITED');

    const ready = new Promise((resolve) => { app.app.parts.base.parts.redis?.once('ready', resolve); });
    await proxy.restore();
    await ready;
    // What Redis had counted before it went: two, and those of the three that had reached it.
    const after = await ask(app, owner);
    expect(after.status).toBe(200);
    expect(remaining(after)).toBeGreaterThanOrEqual(0);
    await app.stop();
    await proxy.close();
  });
});
