import type { Budgets } from '../limits/budgets.ts';
import { AppError } from '../shared/app-error.ts';

const WINDOW_SECONDS = 60;

/** What wrong credentials cost the network that they come from (`networkOf`). */
export interface FailedCredentials {
  /** Asks this process alone, and nothing over the network: right credentials pay nothing. @throws AppError RATE_LIMITED */
  readonly refuse: (network: string) => void;
  /** Counts one, and calls `note` for the first of a minute. @throws AppError RATE_LIMITED for one too many */
  readonly count: (network: string, note: () => void) => Promise<void>;
}

const tooMany = (waitMs: number) =>
  new AppError('RATE_LIMITED', `Too many wrong credentials came from your address. Try again in ${String(Math.ceil(waitMs / 1_000))} s.`, { retryAfter: Math.ceil(waitMs) });

/**
 * So many in a minute from one network, over all instances. An instance refuses by itself from when it has seen the
 * budget empty: at the latest with the first that it looks up afterwards.
 */
export const openFailedCredentials = (budgets: Budgets, perMinute: number): FailedCredentials => {
  const failures = budgets.open({ name: 'failed-credentials', points: perMinute, seconds: WINDOW_SECONDS });
  const notes = budgets.open({ name: 'failed-credentials-note', points: 1, seconds: WINDOW_SECONDS });
  /** Until when a network is refused, by this process's own clock. */
  const refused = new Map<string, number>();
  const refuseFor = (network: string, waitMs: number) => {
    const now = performance.now();
    for (const [known, until] of refused) if (until <= now) refused.delete(known);
    refused.set(network, now + waitMs);
  };
  const noteOnce = async (network: string, note: () => void) => {
    const isFirst = await notes.take(network).then(() => true, (error: unknown) => {
      if (error instanceof AppError) return false;
      throw error;
    });
    if (isFirst) note();
  };
  return {
    refuse: (network) => {
      const waitMs = (refused.get(network) ?? 0) - performance.now();
      if (waitMs > 0) throw tooMany(waitMs);
    },
    count: async (network, note) => {
      await noteOnce(network, note);
      try {
        const { remaining, resetMs } = await failures.take(network);
        if (remaining === 0) refuseFor(network, resetMs);
      } catch (error) {
        if (!(error instanceof AppError && error.retryAfter !== undefined)) throw error;
        refuseFor(network, error.retryAfter);
        throw tooMany(error.retryAfter);
      }
    },
  };
};
