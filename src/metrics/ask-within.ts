/**
 * Asks for a number, and gives NaN, which Prometheus takes for "not known", where that fails or takes longer than `ms`:
 * what else is to be told must not wait for it. An answer that is late is waited for instead of asking once more.
 */
export const askWithin = (ms: number, read: () => Promise<number>): (() => Promise<number>) => {
  let asking: Promise<number> | undefined;
  return async () => {
    asking ??= read().finally(() => { asking = undefined; });
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<number>((resolve) => { timer = setTimeout(resolve, ms, Number.NaN); });
    try {
      return await Promise.race([asking, tooLate]);
    } catch {
      return Number.NaN;
    } finally {
      clearTimeout(timer);
    }
  };
};
