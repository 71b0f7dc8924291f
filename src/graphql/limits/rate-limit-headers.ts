import type { Balance } from '../../limits/budgets.ts';

/** How a caller's budget stands, as HTTP says it: the points of a window, what is left of them, seconds until the next. */
export const rateLimitHeaders = ({ limit, remaining, resetMs }: Balance): readonly (readonly [string, string])[] => [
  ['ratelimit-limit', String(limit)],
  ['ratelimit-remaining', String(remaining)],
  ['ratelimit-reset', String(Math.ceil(resetMs / 1_000))],
];
