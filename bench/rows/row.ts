import type { Bench } from '../measure/bench.ts';
import type { Line } from '../report/line.ts';

/** One thing that the bench measures. */
export interface Row {
  /** For `--only`. */
  readonly name: string;
  readonly run: (bench: Bench) => Promise<Line[]>;
}
