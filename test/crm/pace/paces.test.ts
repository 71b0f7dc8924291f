import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { CrmError } from '../../../src/crm/crm-provider.ts';
import { createPaces, type Paces } from '../../../src/crm/pace/create-paces.ts';
import { openTestRedis } from '../../support/store.ts';
import { rejectionOf } from '../a-session.ts';

const pace = { requests: 100, per: 10_000 };
const opened: Redis[] = [];
let prefix: string;

/** One more instance; without Redis there is but one. */
const instance = (): Paces => {
  const redis = openTestRedis(prefix);
  if (redis === null) return alone;
  opened.push(redis);
  return createPaces(redis);
};
let alone: Paces;

beforeEach(() => {
  prefix = `test-${randomUUID()}`;
  alone = createPaces(null);
});
afterAll(() => { for (const redis of opened) redis.disconnect(); });

const person = (signal = new AbortController().signal) => ({ person: true, signal, provider: 'HubSpot' });
const job = (signal = new AbortController().signal) => ({ person: false, signal, provider: 'HubSpot' });

describe('the pace of one account on several instances', () => {
  it('[G6] is one: what one instance has sent, the others wait for', async () => {
    const [a, b, c] = [instance(), instance(), instance()].map((paces) => paces.of('k', pace));
    const begun = performance.now();
    await Promise.all([a!, b!, c!].flatMap((each) => Array.from({ length: 4 }, () => each.turn(person()))));
    // Four at once, and eight steps of 105 ms.
    expect(performance.now() - begun).toBeGreaterThan(7 * 105);
  });

  it('[G6] is closed for all when one is told so, with the time that it takes', async () => {
    const [a, b] = [instance().of('k', pace), instance().of('k', pace)];
    await a.heed({ closedMs: 60_000 });
    const refusal = await rejectionOf(b.turn(person()));
    expect(refusal).toBeInstanceOf(CrmError);
    const { fault, undone } = refusal as CrmError;
    expect([fault.code, fault.retryable, undone]).toEqual(['RATE_LIMITED', true, true]);
    expect(fault.retryAfter).toBeGreaterThan(59_000);
    expect(fault.retryAfter).toBeLessThanOrEqual(60_000);
    expect((await rejectionOf(b.turn(job())) as CrmError).fault.code).toBe('RATE_LIMITED');
  });

  it('[G6] waits with a person who may give up, and gives its own reason', async () => {
    const each = instance().of('k', pace);
    await each.heed({ closedMs: 4_000 });
    const giving = new AbortController();
    const waiting = [rejectionOf(each.turn(person(giving.signal))), rejectionOf(each.turn(job(giving.signal))), rejectionOf(each.turn(job(giving.signal)))];
    giving.abort(new Error('enough'));
    expect(await Promise.all(waiting)).toEqual([new Error('enough'), new Error('enough'), new Error('enough')]);
    expect(await rejectionOf(each.turn(job(giving.signal)))).toEqual(new Error('enough'));
  });

  it('[G6] lets people through at once while the jobs of two instances take all they get', async () => {
    const [a, b] = [instance().of('k', pace), instance().of('k', pace)];
    const stop = new AbortController();
    const order: string[] = [];
    const work = async (each: typeof a) => {
      for (;;) {
        await each.turn(job(stop.signal));
        order.push('job');
      }
    };
    const working = [a, a, b, b].map((each) => rejectionOf(work(each)));
    while (order.length < 8) await new Promise((resolve) => setImmediate(resolve));
    const before = order.length;
    await Promise.all([a.turn(person()), b.turn(person())]);
    expect(order.length - before).toBeLessThanOrEqual(1);
    stop.abort(new Error('enough'));
    await Promise.all(working);
  });

  it('[G6] is that of the limit which the provider tells', async () => {
    const each = instance().of('k', { requests: 1, per: 60_000 });
    expect((await rejectionOf(each.turn(person()).then(() => each.turn(person()))) as CrmError).fault.code).toBe('RATE_LIMITED');
    const other = instance().of('other', { requests: 1, per: 60_000 });
    await other.heed({ window: { limit: 60_000, remaining: 59_000, resetMs: 60_000 } });
    await Promise.all(Array.from({ length: 50 }, () => other.turn(person())));
  });

  it('[G6] goes on alone while Redis is away', async () => {
    const redis = new Redis({ host: '127.0.0.1', port: 1, lazyConnect: true, enableOfflineQueue: false, maxRetriesPerRequest: 0, retryStrategy: () => null });
    redis.on('error', () => undefined);
    const each = createPaces(redis).of('k', pace);
    await each.turn(person());
    await each.heed({ closedMs: 60_000 });
    expect((await rejectionOf(each.turn(person())) as CrmError).fault.code).toBe('RATE_LIMITED');
    redis.disconnect();
  });
});
