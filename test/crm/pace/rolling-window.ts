import type { CrmPace } from '../../../src/crm/crm-provider.ts';

/** A provider's own count: so many requests in any stretch of the length of its window. */
export const rollingWindow = ({ requests, per }: CrmPace) => {
  let taken: number[] = [];
  return {
    /** Whether a request at this moment is taken, and what is left then. */
    arrive: (at: number): { taken: boolean; remaining: number } => {
      taken = taken.filter((one) => one > at - per);
      const free = requests - taken.length;
      if (free > 0) taken.push(at);
      return { taken: free > 0, remaining: Math.max(free - 1, 0) };
    },
  };
};
