export interface BackOff {
  /** Bound of the first wait, in milliseconds; that of each further one is twice as long. */
  readonly firstDelayMs: number;
  /** No bound is longer. */
  readonly maxDelayMs: number;
}

/**
 * How long to wait before a retry, in milliseconds: anything from nothing to the bound, so that clients who lost their
 * server together do not come back together. `retries` counts from 0, and again from 0 after each connection.
 */
export const fullJitter = (retries: number, { firstDelayMs, maxDelayMs }: BackOff): number =>
  Math.random() * Math.min(maxDelayMs, firstDelayMs * 2 ** retries);
