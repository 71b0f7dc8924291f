import { longestDelay, retryDelay } from '../../src/shared/retry-delay.ts';

const bounds = { retryMinMs: 1_000, retryMaxMs: 60_000 };
const lowest = () => 0;
const highest = () => 1;
const between = (tries: number, retryAfter?: number) => [retryDelay(tries, retryAfter, bounds, lowest), retryDelay(tries, retryAfter, bounds, highest)];

describe('the pause before the next try', () => {
  it.each([
    [0, [500, 1_000]],
    [1, [1_000, 2_000]],
    [3, [4_000, 8_000]],
    [5, [16_000, 32_000]],
  ])('after %i tries lies in the upper half of a doubling one [G7]', (tries, expected) => {
    expect(between(tries)).toEqual(expected);
  });

  it.each([6, 7, 30, 1_000, Number.MAX_SAFE_INTEGER])('after %d tries is by chance also where it can no longer grow, and never above the maximum [G7]', (tries) => {
    expect(between(tries)).toEqual([30_000, 60_000]);
  });

  it('is what the provider asks for where that is longer, up to the maximum, and by chance a tenth more, but never less [G7]', () => {
    expect(between(0, 5_000)).toEqual([5_000, 5_500]);
    expect(between(3, 5_000)).toEqual([5_000, 8_000]);
    expect(between(3, 3_600_000)).toEqual([60_000, 66_000]);
  });

  it.each([5_000, 60_000, 3_600_000])('is another one each time also where the provider has told everybody %d ms [G7]', (retryAfter) => {
    const pauses = Array.from({ length: 100 }, () => retryDelay(0, retryAfter, bounds));
    expect(new Set(pauses).size).toBeGreaterThan(90);
    for (const pause of pauses) {
      expect(pause).toBeGreaterThanOrEqual(Math.min(retryAfter, bounds.retryMaxMs));
      expect(pause).toBeLessThanOrEqual(longestDelay(bounds));
    }
  });

  it('is another one each time [G7]', () => {
    const pauses = Array.from({ length: 100 }, () => retryDelay(10, undefined, bounds));
    expect(new Set(pauses).size).toBeGreaterThan(90);
    for (const pause of pauses) {
      expect(pause).toBeGreaterThanOrEqual(30_000);
      expect(pause).toBeLessThanOrEqual(60_000);
    }
  });
});
