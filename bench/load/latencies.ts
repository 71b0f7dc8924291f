export interface Percentiles {
  readonly count: number;
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

const KEY = Buffer.from('"occurredAt":"');
/** `2026-11-21T12:34:56.789Z` */
const LENGTH = 24;

/** Time from an event's `occurredAt`, taken just before its commit, to the client's read. One clock: one machine. */
export class Latencies {
  readonly #values: number[] = [];

  note(bytes: Buffer, start: number, end: number): void {
    const at = bytes.indexOf(KEY, start) + KEY.length;
    if (at < start + KEY.length || at + LENGTH > end) return;
    this.#values.push(performance.timeOrigin + performance.now() - Date.parse(bytes.toString('latin1', at, at + LENGTH)));
  }

  percentiles(): Percentiles {
    const sorted = Float64Array.from(this.#values).sort();
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
    return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
  }
}
