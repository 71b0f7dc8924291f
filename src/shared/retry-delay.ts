/** Bounds of the pause between tries, in milliseconds. */
export interface RetryBounds {
  retryMinMs: number;
  retryMaxMs: number;
}

/**
 * The pause before the next try, in milliseconds: doubling from the minimum to the maximum, with full jitter in its upper
 * half so that what failed together does not return together. A provider's own figure counts where it is longer; neither
 * passes the maximum.
 */
export const retryDelay = (tries: number, retryAfter: number | undefined, { retryMinMs, retryMaxMs }: RetryBounds, random = Math.random): number => {
  const backoff = Math.min(retryMinMs * 2 ** Math.min(tries, 30), retryMaxMs);
  const jittered = (backoff / 2) * (1 + random());
  return Math.min(Math.max(jittered, retryAfter ?? 0), retryMaxMs);
};
