import { Outlet } from '../../src/realtime/outlet.ts';

const result = (n: number) => ({ data: { n } });
const endings = () => {
  const counted = { times: 0 };
  return { counted, outlet: new Outlet(() => { counted.times += 1; }) };
};

describe('an outlet', () => {
  it('gives what was put in, in order, to who waits and to who comes later', async () => {
    const { outlet } = endings();
    const waiting = outlet.next();
    outlet.put(result(1));
    outlet.put(result(2));
    expect([await waiting, await outlet.next()]).toEqual([{ done: false, value: result(1) }, { done: false, value: result(2) }]);
  });

  it('ends at once on return, also while somebody waits, and drops what was not taken', async () => {
    const { counted, outlet } = endings();
    const waiting = outlet.next();
    await outlet.return();
    expect(await waiting).toEqual({ done: true, value: undefined });
    outlet.put(result(1));
    expect(await outlet.next()).toEqual({ done: true, value: undefined });
    await outlet.return();
    expect(counted.times).toBe(1);
  });

  it('fails behind what is still to be taken, once', async () => {
    const { counted, outlet } = endings();
    outlet.put(result(1));
    outlet.fail(new Error('gone'));
    outlet.fail(new Error('gone again'));
    outlet.put(result(2));
    expect(await outlet.next()).toEqual({ done: false, value: result(1) });
    expect(counted.times).toBe(0);
    await expect(outlet.next()).rejects.toThrow('gone');
    expect(await outlet.next()).toEqual({ done: true, value: undefined });
    expect(counted.times).toBe(1);
  });

  it('fails at once for who waits', async () => {
    const { counted, outlet } = endings();
    const waiting = outlet.next();
    outlet.fail(new Error('gone'));
    await expect(waiting).rejects.toThrow('gone');
    expect(counted.times).toBe(1);
  });

  it('lets the filler wait until everything is taken, or until nothing will be', async () => {
    const { outlet } = endings();
    await outlet.emptied();
    outlet.put(result(1));
    const emptied = outlet.emptied();
    await outlet.next();
    await emptied;
    outlet.put(result(2));
    const ended = outlet.emptied();
    await outlet.return();
    await ended;
    expect(outlet.ended).toBe(true);
  });
});
