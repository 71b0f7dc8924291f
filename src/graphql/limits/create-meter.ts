import type { Balance, Budget, Budgets } from '../../limits/budgets.ts';
import { AppError } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import type { GuardedOperation } from '../guards.ts';
import { actualCostOf } from './actual-cost-of.ts';
import { payerOf } from './payer-of.ts';

/** `extensions.cost` of an answer, in points of docs/LIMITS.md. */
export interface CostFacts {
  /** What the operation could have cost: taken before it ran. */
  readonly requested: number;
  /** What it did cost: the rest was given back. */
  readonly actual: number;
  /** What is left to the caller. */
  readonly remaining: number;
  /** Points that come back per second. */
  readonly restoreRate: number;
}

/** An operation that is paid for and has not run yet. */
export interface Charge {
  /** Gives back what the answer did not need; call it once. Never fails. */
  readonly settle: (data: Readonly<Record<string, unknown>> | null | undefined) => Promise<{ cost: CostFacts; balance: Balance }>;
}

/** There is too little left for it; nothing was taken. */
export interface Overdrawn {
  readonly error: AppError;
  readonly balance: Balance;
}

/** Takes what an operation may cost from its caller's budget. */
export type Meter = (operation: GuardedOperation) => Promise<Charge | Overdrawn>;

export interface MeterRules {
  /** Points a minute of one person, key or service. */
  readonly perMinute: number;
  /** Points a minute of one address without credentials. */
  readonly anonymousPerMinute: number;
}

const SECONDS = 60;

const giveBack = async (ctx: Context, budget: Budget, key: string, points: number): Promise<void> => {
  try {
    if (points > 0) await budget.give(key, points);
  } catch (error) {
    ctx.log.warn({ err: error }, 'limits: points could not be given back');
  }
};

/** Not retried in vain: an operation that no whole budget could pay has no time at which it will pass. */
const refusalOf = (cost: number, limit: number, retryAfter: number): AppError =>
  cost > limit
    ? new AppError('OPERATION_TOO_COMPLEX', `The operation has a cost of ${String(cost)}; your budget is ${String(limit)} a minute. Ask for less at once.`)
    : new AppError(
        'RATE_LIMITED',
        `The operation has a cost of ${String(cost)}, and less is left of your ${String(limit)} a minute. Try again in ${String(Math.ceil(retryAfter / 1_000))} s.`,
        { retryAfter },
      );

/** Meters operations with the budgets of a process, which all instances share where there is Redis. */
export const createMeter = (budgets: Budgets, { perMinute, anonymousPerMinute }: MeterRules): Meter => {
  const known = { points: perMinute, budget: budgets.open({ name: 'cost', points: perMinute, seconds: SECONDS }) };
  const anonymous = { points: anonymousPerMinute, budget: budgets.open({ name: 'anonymous-cost', points: anonymousPerMinute, seconds: SECONDS }) };

  return async ({ ctx, document, operation, cost }) => {
    const payer = payerOf(ctx);
    const { points, budget } = payer.known ? known : anonymous;
    const { key } = payer;
    const requested = cost();
    let taken: Balance;
    try {
      taken = await budget.take(key, requested);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const retryAfter = error.retryAfter ?? SECONDS * 1_000;
      // What is refused costs nothing, or else a few dear operations would keep out all the cheap ones.
      await giveBack(ctx, budget, key, requested);
      return { error: refusalOf(requested, points, retryAfter), balance: { limit: points, remaining: 0, resetMs: retryAfter } };
    }
    const takenAt = performance.now();
    return {
      settle: async (data) => {
        const actual = actualCostOf(document, operation, data);
        // Points of a window that is over came back with it: giving them again would make the next one larger.
        const over = performance.now() - takenAt >= taken.resetMs;
        const unused = over ? 0 : Math.max(requested - actual, 0);
        await giveBack(ctx, budget, key, unused);
        const balance = { ...taken, remaining: Math.min(taken.remaining + unused, points) };
        return { cost: { requested, actual, remaining: balance.remaining, restoreRate: points / SECONDS }, balance };
      },
    };
  };
};
