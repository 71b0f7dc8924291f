import { Body } from '../../src/realtime/body.ts';
import type { Group } from '../../src/realtime/group.ts';
import { Outlet } from '../../src/realtime/outlet.ts';

const result = (n: number, text = '') => new Body({ data: { n, text } });

/** An outlet, and how often what fills it was ended. */
const endings = () => {
  const counted = { times: 0 };
  const place = { from: 0, position: 0, isBehind: false, group: {} as Group, end: () => { counted.times += 1; } };
  return { counted, outlet: new Outlet({ start: () => place, discard: () => undefined }) };
};

describe('an outlet', () => {
  it('gives what was put in, in order, to who waits and to who comes later', async () => {
    const { outlet } = endings();
    const waiting = outlet.next();
    outlet.put(result(1));
    outlet.put(result(2));
    expect([await waiting, await outlet.next()].map(({ value }) => value?.json)).toEqual([result(1).json, result(2).json]);
  });

  it('ends at once on return, also while somebody waits, and drops what was not taken', async () => {
    const { counted, outlet } = endings();
    const waiting = outlet.next();
    await outlet.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    outlet.put(result(1));
    expect(await outlet.next()).toEqual({ done: true, value: undefined });
    expect(counted.times).toBe(1);
  });

  it('fails behind what is still to be taken, once', async () => {
    const { outlet } = endings();
    outlet.put(result(1));
    outlet.fail(new Error('gone'));
    outlet.fail(new Error('gone again'));
    outlet.put(result(2));
    expect((await outlet.next()).value?.json).toBe(result(1).json);
    await expect(outlet.next()).rejects.toThrow('gone');
    expect(await outlet.next()).toEqual({ done: true, value: undefined });
  });

  it('fails at once for who waits', async () => {
    const { outlet } = endings();
    const waiting = outlet.next();
    outlet.fail(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    expect(await outlet.next()).toEqual({ done: true, value: undefined });
  });

  it('[B16] has no room while more than 64 KiB wait in it, and says so when it has again', async () => {
    const { outlet } = endings();
    let calls = 0;
    for (let n = 0; outlet.hasRoom; n += 1) outlet.put(result(n, 'x'.repeat(1_000)));
    outlet.awaitRoom(() => { calls += 1; });
    await outlet.next();
    expect([outlet.hasRoom, calls]).toEqual([true, 1]);
    await outlet.next();
    expect(calls).toBe(1);
    await outlet.return();
    expect(outlet.hasRoom).toBe(false);
  });
});
