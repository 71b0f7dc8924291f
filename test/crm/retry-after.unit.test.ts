import { MAX_RETRY_AFTER_MS, retryAfterOf } from '../../src/crm/retry-after.ts';

const now = new Date('2026-11-20T10:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['2', 2_000],
    ['0.5', 500],
    ['0', 0],
    [' 7 ', 7_000],
    ['Fri, 20 Nov 2026 10:00:30 GMT', 30_000],
    ['Fri, 20 Nov 2026 09:00:00 GMT', 0],
    ['86400', MAX_RETRY_AFTER_MS],
    ['99999999999999999999', MAX_RETRY_AFTER_MS],
    ['Fri, 20 Nov 2099 10:00:00 GMT', MAX_RETRY_AFTER_MS],
    ['soon', undefined],
    ['-5 apples', undefined],
    ['', undefined],
  ])('[G7] %j is %j milliseconds', (value, wait) => {
    expect(retryAfterOf(new Headers({ 'retry-after': value }), now)).toBe(wait);
  });

  it('[G7] is nothing where it is missing', () => {
    expect(retryAfterOf(new Headers(), now)).toBeUndefined();
  });
});
