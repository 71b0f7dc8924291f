import type { Context, Parts } from '../shared/context.ts';

/** Work that every worker does at intervals. It finds what is due, so that several workers at it do no harm. */
export interface Schedule {
  readonly name: string;
  /** Milliseconds between the end of one run and the start of the next. */
  readonly everyMs: (parts: Parts) => number;
  readonly run: (ctx: Omit<Context, 'actor'>) => Promise<void>;
}

/** Starts the schedules, the first run at once; the returned function stops them and waits for what is running. */
export const startSchedules = (ctx: Omit<Context, 'actor'>, schedules: readonly Schedule[]): (() => Promise<void>) => {
  let stopped = false;
  const timers = new Map<Schedule, NodeJS.Timeout>();
  const running = new Map<Schedule, Promise<void>>();
  const run = async (schedule: Schedule) => {
    try {
      await schedule.run(ctx);
    } catch (error) {
      if (!stopped) ctx.log.warn({ err: error, schedule: schedule.name }, 'jobs: a scheduled run failed; the next one tries again');
    }
    if (!stopped) timers.set(schedule, setTimeout(() => { begin(schedule); }, schedule.everyMs(ctx.parts)).unref());
  };
  const begin = (schedule: Schedule) => { running.set(schedule, run(schedule)); };
  schedules.forEach(begin);
  return async () => {
    stopped = true;
    for (const timer of timers.values()) clearTimeout(timer);
    await Promise.all(running.values());
  };
};
