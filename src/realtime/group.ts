import type { LoggedEvent } from '../events/logged-event.ts';
import type { Outlet } from './outlet.ts';
import type { Selection } from './selection.ts';
import type { Match } from './subscription.ts';

/** A subscription that is up to date: it gets what happens after `position`. */
export interface Member {
  readonly outlet: Outlet;
  /** The number of the last event that it got, or that was looked at for it. */
  position: number;
}

/** All subscriptions that run the same selection for the same audience: each event is executed once for all of them. */
export class Group {
  readonly selection: Selection;
  readonly members = new Set<Member>();
  #delivering: Promise<void> = Promise.resolve();

  constructor(selection: Selection) {
    this.selection = selection;
  }

  /** Takes the team's events in order, and sends those that match in the same order. */
  offer(event: LoggedEvent): void {
    try {
      const match = this.selection.match(event);
      if (match !== null) this.#delivering = this.#delivering.then(() => this.#deliver(event, match));
    } catch (error) {
      this.#fail(error);
    }
  }

  async #deliver(event: LoggedEvent, match: Match): Promise<void> {
    if (this.members.size === 0) return;
    try {
      const result = await this.selection.render(event, match);
      for (const member of this.members) {
        // Who joined meanwhile has read it from the log.
        if (event.seq <= member.position) continue;
        member.position = event.seq;
        member.outlet.put(result);
      }
    } catch (error) {
      this.#fail(error);
    }
  }

  /** An event that cannot be judged or sent ends the streams: never a gap in silence. */
  #fail(cause: unknown): void {
    const error = cause instanceof Error ? cause : new Error('A delivery failed.', { cause });
    for (const { outlet } of this.members) outlet.fail(error);
  }
}
