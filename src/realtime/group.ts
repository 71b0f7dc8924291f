import type { LoggedEvent } from '../events/logged-event.ts';
import type { Bodies } from './bodies.ts';
import type { Body } from './body.ts';
import type { Selection } from './selection.ts';
import type { Match } from './subscription.ts';

/** Events that may wait for the execution; with more of them its subscriptions read the log, as fast as it executes. */
const WAITING_MAX = 1_000;

/** One of those who get the same. */
export interface Member {
  /** A live event, after all before it. */
  readonly take: (seq: number, body: Body) => void;
  /** From now on it has to read the log by itself. */
  readonly fallBehind: () => void;
  readonly fail: (error: Error) => void;
}

export interface GroupHooks {
  /** An event was handed to those who are live. */
  readonly onDelivered: (event: LoggedEvent) => void;
  /** The last subscription has left. */
  readonly onEmpty: () => void;
}

/** All subscriptions that run the same selection for the same audience: each event is executed once for all of them. */
export class Group {
  readonly selection: Selection;
  readonly #bodies: Bodies;
  readonly #hooks: GroupHooks;
  readonly #followers = new Set<Member>();
  readonly #live = new Set<Member>();
  #delivering: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(selection: Selection, bodies: Bodies, hooks: GroupHooks) {
    this.selection = selection;
    this.#bodies = bodies;
    this.#hooks = hooks;
  }

  get size(): number {
    return this.#followers.size;
  }

  /** Those that read the log by themselves now. */
  get behind(): number {
    return this.#followers.size - this.#live.size;
  }

  enter(follower: Member): void {
    this.#followers.add(follower);
  }

  /** From now on it gets every event behind its position. */
  join(follower: Member): void {
    this.#live.add(follower);
  }

  /** It reads the log by itself from now on. */
  rest(follower: Member): void {
    this.#live.delete(follower);
  }

  leave(follower: Member): void {
    this.#live.delete(follower);
    if (this.#followers.delete(follower) && this.#followers.size === 0) this.#hooks.onEmpty();
  }

  /** Takes the team's events in order, and sends those that match in the same order. */
  offer(event: LoggedEvent): void {
    if (this.#live.size === 0) return;
    try {
      const match = this.selection.match(event);
      if (match === null) return;
      if (this.#waiting >= WAITING_MAX) for (const follower of this.#live) follower.fallBehind();
      else {
        this.#waiting += 1;
        this.#delivering = this.#delivering.then(() => this.#deliver(event, match));
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** What is sent for an event that matches. */
  bodyOf(event: LoggedEvent, match: Match): Promise<Body> {
    return this.#bodies.get(this, event.seq, () => this.selection.render(event, match));
  }

  async #deliver(event: LoggedEvent, match: Match): Promise<void> {
    this.#waiting -= 1;
    if (this.#live.size === 0) return;
    try {
      const body = await this.bodyOf(event, match);
      for (const follower of this.#live) follower.take(event.seq, body);
      this.#hooks.onDelivered(event);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** An event that cannot be judged or sent ends the streams: never a gap in silence. */
  #fail(cause: unknown): void {
    const error = cause instanceof Error ? cause : new Error('A delivery failed.', { cause });
    for (const follower of this.#live) follower.fail(error);
  }
}
