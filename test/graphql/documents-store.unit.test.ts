import { createHash } from 'node:crypto';
import { createApqStore, type SharedTexts } from '../../src/graphql/documents/create-apq-store.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const entry = (n: number): [string, string] => {
  const text = `query Q${String(n)} { __typename }`.padEnd(1_000);
  return [sha256(text), text];
};

const clockAt = (start: number) => {
  let now = start;
  return { now: () => new Date(now), pass: (seconds: number) => { now += seconds * 1_000; } };
};

/** A Redis that answers what it is told to, and writes down what it is asked. */
const fakeRedis = (answer: () => Promise<string | null>) => {
  const calls: unknown[][] = [];
  const command = (name: string) => (...args: unknown[]) => {
    calls.push([name, ...args]);
    return answer();
  };
  const redis: SharedTexts = { set: command('set'), getex: command('getex') };
  return { calls, redis };
};

describe('the store of automatically persisted queries', () => {
  it('[APQ] keeps no more bytes in memory than it may; what was used last stays', async () => {
    const store = createApqStore({ redis: null, clock: clockAt(0), seconds: 60, memoryBytes: 20_000 });
    const [firstHash, firstText] = entry(0);
    await store.keep(firstHash, firstText);
    for (let n = 1; n <= 500; n += 1) {
      await store.keep(...entry(n));
      expect(await store.find(firstHash)).toBe(firstText);
    }
    const found = await Promise.all(Array.from({ length: 500 }, (_, index) => store.find(entry(index + 1)[0])));
    const kept = found.filter((text) => text !== null).length;
    expect(kept).toBeGreaterThan(5);
    expect(kept).toBeLessThan(20);
  });

  it('[APQ] keeps nothing that alone is larger than that, and does not fail', async () => {
    const store = createApqStore({ redis: null, clock: clockAt(0), seconds: 60, memoryBytes: 1_000 });
    const [hash, text] = entry(1);
    await store.keep(hash, text);
    expect(await store.find(hash)).toBeNull();
  });

  it('[APQ] forgets a text some time after its last use', async () => {
    const clock = clockAt(1_000_000);
    const store = createApqStore({ redis: null, clock, seconds: 100 });
    const [hash, text] = entry(1);
    await store.keep(hash, text);
    for (let use = 0; use < 5; use += 1) {
      clock.pass(80);
      expect(await store.find(hash)).toBe(text);
    }
    clock.pass(101);
    expect(await store.find(hash)).toBeNull();
  });

  it('[APQ] tells Redis of a text at first, and then about ten times in its life', async () => {
    const { redis, calls } = fakeRedis(() => Promise.resolve('OK'));
    const clock = clockAt(1_000_000);
    const store = createApqStore({ redis, clock, seconds: 100 });
    const [hash, text] = entry(1);
    await store.keep(hash, text);
    for (let use = 0; use < 100; use += 1) {
      clock.pass(1);
      await store.find(hash);
    }
    expect(calls[0]).toEqual(['set', `apq:${hash}`, text, 'EX', 100]);
    expect(calls.length).toBeGreaterThan(8);
    expect(calls.length).toBeLessThan(12);
  });

  it.each<[string, () => Promise<string | null>]>([
    ['is down', () => Promise.reject(new Error('Connection is closed.'))],
    ['never answers', () => new Promise(() => undefined)],
  ])('[APQ] works from memory while Redis %s', async (_name, answer) => {
    const store = createApqStore({ redis: fakeRedis(answer).redis, clock: clockAt(0), seconds: 60 });
    const [hash, text] = entry(1);
    expect(await store.find(hash)).toBeNull();
    await store.keep(hash, text);
    expect(await store.find(hash)).toBe(text);
  });

  it('[APQ] does not believe a Redis that gives another text', async () => {
    const store = createApqStore({ redis: fakeRedis(() => Promise.resolve('{ forged }')).redis, clock: clockAt(0), seconds: 60 });
    expect(await store.find(entry(1)[0])).toBeNull();
  });
});
