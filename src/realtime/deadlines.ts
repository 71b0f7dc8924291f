import type { Clock } from '../shared/clock.ts';

/** Least time between two looks at all deadlines, in milliseconds: that much later one may fall. */
const LOOK_MS = 100;
/** Longest delay of a timer, in milliseconds; a longer one would fire at once. */
const TIMER_MAX_MS = 2_147_483_647;

/** Something that is due some time. */
export interface Deadline {
  /** In milliseconds since 1970; Infinity: never, or never again. */
  readonly dueAt: number;
  /** Called when it is due. It may be due once more afterwards, later. */
  readonly fall: () => void;
}

/** All deadlines of a process, under one timer, which is set to the nearest: thousands of sockets have one each. */
export class Deadlines {
  readonly #clock: Clock;
  readonly #all = new Set<Deadline>();
  #timer: NodeJS.Timeout | undefined;
  /** When the timer is due. */
  #wakesAt = Infinity;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(deadline: Deadline): void {
    this.#all.add(deadline);
    this.#wakeAt(deadline.dueAt);
  }

  delete(deadline: Deadline): void {
    this.#all.delete(deadline);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#all.clear();
  }

  get #now(): number {
    return this.#clock.now().getTime();
  }

  #wakeAt(dueAt: number): void {
    if (dueAt >= this.#wakesAt) return;
    clearTimeout(this.#timer);
    const delay = Math.min(Math.max(dueAt - this.#now, LOOK_MS), TIMER_MAX_MS);
    this.#wakesAt = this.#now + delay;
    this.#timer = setTimeout(() => { this.#look(); }, delay).unref();
  }

  #look(): void {
    this.#wakesAt = Infinity;
    let nearest = Infinity;
    for (const deadline of this.#all) {
      if (deadline.dueAt <= this.#now) deadline.fall();
      nearest = Math.min(nearest, deadline.dueAt);
    }
    this.#wakeAt(nearest);
  }
}
