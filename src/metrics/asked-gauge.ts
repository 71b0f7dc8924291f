import type { Context } from '../shared/context.ts';

/** A number of a feature that is asked for whenever somebody looks at the metrics. */
export interface AskedGauge {
  /** `leadwire_…`, in the unit that the name ends with. */
  readonly name: string;
  readonly help: string;
  /** Cheap, and bounded however much there is; where it fails, the number counts as not known. */
  readonly read: (ctx: Omit<Context, 'actor'>) => Promise<number>;
}
