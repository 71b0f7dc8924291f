/** Bounds of the pause between tries, in milliseconds. */
export interface RetryBounds {
  retryMinMs: number;
  retryMaxMs: number;
}

/** On top of what a provider asks for, so that those whom it has told the same do not return together. */
const SPREAD_SHARE = 0.1;

/** Longer than this no pause is: in milliseconds. */
export const longestDelay = ({ retryMaxMs }: Pick<RetryBounds, 'retryMaxMs'>): number => retryMaxMs * (1 + SPREAD_SHARE);

/**
 * The pause before the next try, in milliseconds: doubling from the minimum to the maximum, with full jitter in its upper
 * half so that what failed together does not return together. A provider's own figure counts where it is longer, up to the
 * maximum, with up to a tenth of it on top and never less.
 */
export const retryDelay = (tries: number, retryAfter: number | undefined, { retryMinMs, retryMaxMs }: RetryBounds, random = Math.random): number => {
  const backoff = Math.min(retryMinMs * 2 ** Math.min(tries, 30), retryMaxMs);
  const chance = random();
  const jittered = (backoff / 2) * (1 + chance);
  const asked = Math.min(retryAfter ?? 0, retryMaxMs) * (1 + SPREAD_SHARE * chance);
  return Math.max(jittered, asked);
};
