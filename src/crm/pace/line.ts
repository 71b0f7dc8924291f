import { addAbortListener } from 'node:events';

/** Lets callers through one at a time, in the order in which they came; who gives up leaves the line. */
export type Line = <T>(signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

export const createLine = (): Line => {
  let last: Promise<unknown> = Promise.resolve();
  return async (signal, work) => {
    const before = last;
    const [left, gaveUp] = [Promise.withResolvers<void>(), Promise.withResolvers<never>()];
    last = Promise.all([before, left.promise]);
    const listener = addAbortListener(signal, () => { gaveUp.reject(signal.reason as Error); });
    try {
      await Promise.race([before, gaveUp.promise]);
      return await work();
    } finally {
      listener[Symbol.dispose]();
      left.resolve();
    }
  };
};
