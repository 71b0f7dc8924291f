/** How far back it looks. */
const WINDOW_S = 60;

const thisSecond = (): number => Math.floor(performance.now() / 1_000);

/** The largest delay of the last minute: one number for each second in which there was any. */
export class RecentLag {
  readonly #bySecond = new Map<number, number>();

  /** Notes a delay that has ended now, in milliseconds. */
  note(ms: number): void {
    const second = thisSecond();
    if (!this.#bySecond.has(second)) this.#forget(second);
    this.#bySecond.set(second, Math.max(this.#bySecond.get(second) ?? 0, ms));
  }

  /** In whole milliseconds; 0 without any. */
  max(): number {
    this.#forget(thisSecond());
    return Math.round(Math.max(0, ...this.#bySecond.values()));
  }

  #forget(now: number): void {
    for (const second of this.#bySecond.keys()) if (second <= now - WINDOW_S) this.#bySecond.delete(second);
  }
}
