import type { Budget } from '../../limits/budgets.ts';
import { AppError, type ErrorCode } from '../../shared/app-error.ts';

/** Takes one point of a budget. @throws AppError RATE_LIMITED */
export type Take = (budget: Budget, key: string) => Promise<void>;

/**
 * Counts how often work fails with `code`. Its points are taken before it is known, so that of many guesses at once
 * none slips past, and given back when the work succeeds or fails for another reason: nobody is locked out by a fault of ours.
 * @throws whatever `work` throws
 */
export const countFailures = async <T>(code: ErrorCode, work: (take: Take) => Promise<T>): Promise<T> => {
  const taken: { budget: Budget; key: string; endsAt: number }[] = [];
  const giveBack = async () => {
    // Points of a window that is over came back with it: giving them again would make the next one larger.
    const running = taken.filter(({ endsAt }) => performance.now() < endsAt);
    await Promise.all(running.map(({ budget, key }) => budget.give(key, 1)));
  };
  const take: Take = async (budget, key) => {
    const { resetMs } = await budget.take(key);
    taken.push({ budget, key, endsAt: performance.now() + resetMs });
  };
  try {
    const result = await work(take);
    await giveBack();
    return result;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== code) await giveBack();
    throw error;
  }
};
