import { LRUCache } from 'lru-cache';
import type { Buckets } from './buckets.ts';

/** Connections of which one process keeps the pace at once. */
const MAX_BUCKETS = 10_000;

/** The buckets of one process alone. `now` only ever grows. */
export const memoryBuckets = (now: () => number = () => performance.now()): Buckets => {
  const fullAt = new LRUCache<string, number>({ max: MAX_BUCKETS });
  return {
    take: (key, { stepMs, leadMs, patienceMs }) => {
      const at = now();
      const full = Math.max(fullAt.get(key) ?? at, at);
      const waitMs = Math.max(full - at - leadMs, 0);
      if (waitMs > patienceMs) return Promise.resolve({ booked: false, waitMs });
      fullAt.set(key, full + stepMs);
      return Promise.resolve({ booked: true, waitMs });
    },
    hold: (key, leadMs, ms) => {
      const at = now();
      fullAt.set(key, Math.max(fullAt.get(key) ?? at, at + ms + leadMs));
      return Promise.resolve();
    },
  };
};
