import { Body } from '../../src/realtime/body.ts';
import type { Group } from '../../src/realtime/group.ts';
import { Outlet } from '../../src/realtime/outlet.ts';

it('[B16] calls who asks for room when there is room already', async () => {
  const place = { from: 0, position: 0, isBehind: false, group: {} as Group, end: () => undefined };
  const outlet = new Outlet({ start: () => place, discard: () => undefined });
  outlet.put(new Body({ data: { text: 'x'.repeat(70_000) } }));
  expect(outlet.hasRoom).toBe(false);
  await outlet.next();
  let calls = 0;
  outlet.awaitRoom(() => { calls += 1; });
  expect([outlet.hasRoom, calls]).toEqual([true, 1]);
});
