import { nextCheck } from '../../../src/features/mapping/plan-check.ts';

type Place = Parameters<typeof nextCheck>[0];

const now = new Date('2026-11-21T09:00:00Z');
const place = { clock: { now: () => now }, parts: { mapping: { checkMs: 1_000 } } } as Place;
const pauses = (random?: () => number) => nextCheck(place, random).getTime() - now.getTime();

describe('when the properties of a CRM are read again', () => {
  it('is up to a quarter sooner or later than its interval, by chance [G7] [H10]', () => {
    expect([pauses(() => 0), pauses(() => 0.5), pauses(() => 1)]).toEqual([750, 1_000, 1_250]);
    expect(new Set(Array.from({ length: 100 }, () => pauses())).size).toBeGreaterThan(50);
  });
});
