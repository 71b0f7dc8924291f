import { createAdmission } from '../../src/realtime/admission.ts';
import { Admitted } from '../../src/realtime/admitted.ts';
import { Deadlines } from '../../src/realtime/deadlines.ts';
import { drain } from '../../src/realtime/drain.ts';
import type { Rooms } from '../../src/realtime/rooms.ts';
import { systemClock } from '../../src/shared/clock.ts';

const fail = (error: unknown) => { throw error; };

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

describe('admission', () => {
  it('[B8] lets one who comes alone in at once, and the others of a crowd in slices, in their order', async () => {
    const admission = createAdmission(200);
    const admitted: number[] = [];
    const come = (who: number) => { admission.wait().then((isAdmitted) => { if (isAdmitted) admitted.push(who); }, fail); };
    for (let who = 1; who <= 25; who += 1) come(who);
    await vi.advanceTimersByTimeAsync(0);
    expect(admitted).toEqual([1]);
    await vi.advanceTimersByTimeAsync(50);
    expect(admitted).toHaveLength(11);
    await vi.advanceTimersByTimeAsync(100);
    expect(admitted).toEqual(Array.from({ length: 25 }, (_, at) => at + 1));
    await vi.advanceTimersByTimeAsync(100);
    come(26);
    await vi.advanceTimersByTimeAsync(0);
    expect(admitted).toHaveLength(26);
  });

  it('[B8] sends away who would have to wait too long', async () => {
    const admission = createAdmission(1);
    const answers: boolean[] = [];
    for (let who = 0; who < 15; who += 1) admission.wait().then((isAdmitted) => { answers.push(isAdmitted); }, fail);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([answers.filter((answer) => answer).length, answers.length]).toEqual([11, 15]);
  });
});

describe('a drain', () => {
  const opened = (count: number, closed: number[], lastEvent = (_: number) => 0) =>
    Array.from({ length: count }, (_, at) => ({ lastEvent: lastEvent(at), close: () => { closed.push(at); } }));

  it('[B25] closes a slice at a time, quiet teams first, and no two in the order in which they came', async () => {
    const closed: number[] = [];
    const done = drain(() => opened(60, closed, (at) => (at < 30 ? 5 : 0)), { delayMs: 1_000, perSecond: 100, maxMs: 60_000 });
    await vi.advanceTimersByTimeAsync(999);
    expect(closed).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(closed).toHaveLength(10);
    await vi.advanceTimersByTimeAsync(200);
    expect([closed.length, closed.every((at) => at >= 30)]).toEqual([30, true]);
    await vi.advanceTimersByTimeAsync(300);
    await done;
    expect(closed).toHaveLength(60);
    expect(closed.slice(0, 30)).not.toEqual([...closed.slice(0, 30)].sort((one, other) => one - other));
  });

  it('[B25] goes faster where it would take too long otherwise', async () => {
    const closed: number[] = [];
    const done = drain(() => opened(1_000, closed), { delayMs: 0, perSecond: 10, maxMs: 1_000 });
    await vi.advanceTimersByTimeAsync(900);
    await done;
    expect(closed).toHaveLength(1_000);
  });
});

describe('the end of a token', () => {
  const deadlines = new Deadlines(systemClock);
  const rooms: Pick<Rooms, 'leave'> = { leave: () => undefined };

  const holderUntil = (ms: number) => {
    const heard: [string, number][] = [];
    const began = Date.now();
    const note = (what: string) => { heard.push([what, Date.now() - began]); };
    const viewer = { actor: { kind: 'SERVICE' as const, teamId: 'team_x' }, expiresAt: new Date(began + ms) };
    const admitted = new Admitted({ rooms: rooms as Rooms, deadlines }, { warn: () => { note('warn'); }, end: note }, viewer);
    admitted.stay(viewer, new Date());
    return { heard, admitted };
  };

  it('[B18] is told when a tenth of its life is left, and comes within the grace', async () => {
    const { heard, admitted: { graceMs } } = holderUntil(50_000);
    expect(graceMs).toBe(5_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(heard.map(([what]) => what)).toEqual(['warn', 'Token expired']);
    expect(heard[0]?.[1]).toBe(45_000);
    expect(heard[1]?.[1]).toBeGreaterThanOrEqual(50_000);
    expect(heard[1]?.[1]).toBeLessThanOrEqual(55_000);
  });

  it('[B17] comes also when it is further away than a timer can be set', async () => {
    const { heard, admitted: { graceMs } } = holderUntil(30 * 86_400_000);
    await vi.advanceTimersByTimeAsync(30 * 86_400_000 - 60_000);
    expect(heard).toEqual([['warn', 30 * 86_400_000 - 60_000]]);
    await vi.advanceTimersByTimeAsync(60_000 + graceMs);
    expect(heard).toHaveLength(2);
  });

  it('[B18] comes to each of many in its own time, whenever they came', async () => {
    const all = [9_000, 3_000, 6_000, 3_050].map((ms) => ({ ms, ...holderUntil(ms) }));
    await vi.advanceTimersByTimeAsync(10_000);
    for (const { ms, heard, admitted: { graceMs } } of all) {
      expect(heard.map(([what]) => what)).toEqual(['warn', 'Token expired']);
      expect(heard[1]?.[1]).toBeGreaterThanOrEqual(ms);
      // A look at all of them comes a tenth of a second after the last at the earliest.
      expect(heard[1]?.[1]).toBeLessThanOrEqual(ms + graceMs + 200);
    }
  });

  it('[B18] does not come once it is let go of', async () => {
    const { heard, admitted } = holderUntil(1_000);
    admitted.leave();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(heard).toEqual([]);
  });
});
