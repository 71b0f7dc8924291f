import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { AppError } from '../shared/app-error.ts';

/** So many points in a window that begins with the first of them. */
export interface BudgetRule {
  /** `cost`, `sign-in-address`: also the prefix of its keys in Redis. */
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
}

/** How a budget stands. */
export interface Balance {
  readonly limit: number;
  readonly remaining: number;
  /** Until the window ends, in milliseconds. */
  readonly resetMs: number;
}

/** Points of one rule, counted by key over all instances. */
export interface Budget {
  /** Takes points. @throws AppError RATE_LIMITED, with `retryAfter`, when there are not enough; they are counted all the same */
  readonly take: (key: string, points?: number) => Promise<Balance>;
  /** Gives points back that were taken and not needed. */
  readonly give: (key: string, points: number) => Promise<void>;
  /** How it stands, without taking anything. */
  readonly look: (key: string) => Promise<Balance>;
  /** Forgets what a key has spent. */
  readonly forget: (key: string) => Promise<void>;
}

/** Opens budgets. With Redis all instances share them; while it is down, or without it, each process counts alone. */
export interface Budgets {
  readonly open: (rule: BudgetRule) => Budget;
}

declare module '../shared/context.ts' {
  interface Parts {
    readonly budgets: Budgets;
  }
}

const limiterOf = (redis: Redis | null, { name, points, seconds }: BudgetRule): RateLimiterAbstract => {
  const options = { keyPrefix: `budget:${name}`, points, duration: seconds };
  const alone = new RateLimiterMemory(options);
  return redis === null ? alone : new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: alone, rejectIfRedisNotReady: true });
};

const exceeded = (retryAfter: number) =>
  new AppError('RATE_LIMITED', `Too much at once. Try again in ${String(Math.ceil(retryAfter / 1_000))} s.`, { retryAfter });

/** Budgets over rate-limiter-flexible, which counts atomically and falls back to memory by itself. */
export const createBudgets = (redis: Redis | null): Budgets => ({
  open: (rule) => {
    const limiter = limiterOf(redis, rule);
    const balance = (found: RateLimiterRes | null): Balance =>
      ({ limit: rule.points, remaining: Math.max(found?.remainingPoints ?? rule.points, 0), resetMs: Math.max(found?.msBeforeNext ?? 0, 0) });
    return {
      take: async (key, points = 1) => {
        try {
          return balance(await limiter.consume(key, points));
        } catch (refused) {
          if (refused instanceof RateLimiterRes) throw exceeded(Math.max(refused.msBeforeNext, 1));
          throw refused;
        }
      },
      give: async (key, points) => { await limiter.reward(key, points); },
      look: async (key) => balance(await limiter.get(key)),
      forget: async (key) => { await limiter.delete(key); },
    };
  },
});
