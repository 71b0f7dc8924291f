import { nextRenewal } from '../../../src/features/credential/next-renewal.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const now = new Date('2026-11-21T09:00:00Z');
/** When a worker renews at the earliest and at the latest, in minutes from now. */
const between = (lifeMinutes: number | null, keepAliveMs = DAY_MS) =>
  [1, 0].map((random) => (nextRenewal(lifeMinutes === null ? null : new Date(now.getTime() + lifeMinutes * MINUTE_MS), now, keepAliveMs, () => random).getTime() - now.getTime()) / MINUTE_MS);

describe('when a worker renews tokens', () => {
  it('is within the minute before callers would, two minutes ahead of their end [E7] [G7]', () => {
    expect(between(30)).toEqual([27, 28]);
  });

  it('is within a tenth of a short life before that [E7] [G7]', () => {
    const [earliest = 0, latest = 0] = between(1);
    expect(earliest).toBeCloseTo(0.7);
    expect(latest).toBeCloseTo(0.8);
  });

  it('is within the last tenth of the keep-alive where their end is not told, or far [E7] [G7]', () => {
    expect(between(null)).toEqual([1_296, 1_440]);
    expect(between(100_000)).toEqual([1_296, 1_440]);
  });

  it('is another moment each time [G7]', () => {
    const moments = Array.from({ length: 100 }, () => nextRenewal(null, now, DAY_MS).getTime());
    expect(new Set(moments).size).toBeGreaterThan(90);
  });
});
