import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import type { CrmNotice, CrmPace } from '../crm-provider.ts';
import { bucketRule, pauseOf, type BucketRule } from './bucket-rule.ts';
import type { Buckets } from './buckets.ts';
import { memoryBuckets } from './memory-buckets.ts';
import { redisBuckets } from './redis-buckets.ts';
import { createWaitingRoom, type Waiting } from './waiting-room.ts';

/** Connections of which one process remembers what their provider has told. */
const MAX_KNOWN = 10_000;

/** The pace of one account at one provider. */
export interface Pace {
  /** Resolves when one more request may be sent. @throws CrmError RATE_LIMITED where that takes too long; the signal's reason */
  readonly turn: (waiting: Waiting) => Promise<void>;
  /** Takes in what an answer told. Never fails, and need not be waited for. */
  readonly heed: (notice: Pick<CrmNotice, 'window' | 'closedMs'>) => Promise<void>;
}

export interface Paces {
  /** `key` names what a provider counts by; `pace` holds until an answer tells another limit. */
  readonly of: (key: string, pace: CrmPace) => Pace;
}

declare module '../../shared/context.ts' {
  interface Parts {
    readonly paces: Paces;
  }
}

/** With Redis all instances share the buckets; while it is away, or without it, each process goes by its own. */
const withFallback = (redis: Redis | null): Buckets => {
  const alone = memoryBuckets();
  if (redis === null) return alone;
  const shared = redisBuckets(redis);
  return {
    take: (key, ask) => shared.take(key, ask).catch(() => alone.take(key, ask)),
    hold: async (key, leadMs, ms) => {
      await Promise.all([alone.hold(key, leadMs, ms), shared.hold(key, leadMs, ms).catch(() => undefined)]);
    },
  };
};

/** The paces of an installation: leaky buckets that requests to CRMs wait before, put right by what the CRMs answer. */
export const createPaces = (redis: Redis | null): Paces => {
  const buckets = withFallback(redis);
  const told = new LRUCache<string, number>({ max: MAX_KNOWN });
  const waitingRoom = createWaitingRoom(buckets);
  const ruleOf = (key: string, { requests, per }: CrmPace): BucketRule => bucketRule({ requests: told.get(key) ?? requests, per });
  return {
    of: (key, pace) => ({
      turn: (waiting) => waitingRoom(key, () => ruleOf(key, pace), waiting),
      heed: async ({ window, closedMs = 0 }) => {
        if (window && window.limit > 0) told.set(key, window.limit);
        const rule = ruleOf(key, pace);
        const pauseMs = Math.max(closedMs, window ? pauseOf(rule, window) : 0);
        if (pauseMs > 0) await buckets.hold(key, rule.leadMs, pauseMs);
      },
    }),
  };
};
