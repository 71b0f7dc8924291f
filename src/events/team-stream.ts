import { inSnapshot } from '../database/in-snapshot.ts';
import type { TeamContext } from '../shared/context.ts';
import { readEvents, readHead } from './event-log.ts';
import type { LoggedEvent } from './logged-event.ts';
import { readMessage, teamChannel } from './publish-events.ts';

/** Events read from the log in one go. */
const PAGE = 500;

/**
 * One team's events as this process sees them: every event once, in order, without a hole. Messages of the bus that
 * continue the series are applied as they come; anything that does not is read from the log.
 */
export class TeamStream {
  readonly #ctx: TeamContext;
  readonly #epoch: string;
  readonly #deliver: (events: readonly LoggedEvent[]) => void;
  #last = 0;
  #wanted = 0;
  #started = false;
  #repairing: Promise<void> | undefined;
  #unsubscribe: () => void = () => undefined;

  /** `ctx` acts for the team; `deliver` is called synchronously with each contiguous batch. */
  constructor(ctx: TeamContext, epoch: string, deliver: (events: readonly LoggedEvent[]) => void) {
    this.#ctx = ctx;
    this.#epoch = epoch;
    this.#deliver = deliver;
  }

  /** The number of the last event delivered. */
  get last(): number {
    return this.#last;
  }

  /** Listens first and reads the head afterwards, so that nothing falls between the two. */
  async start(): Promise<void> {
    this.#unsubscribe = await this.#ctx.parts.bus.subscribe(teamChannel(this.#ctx.actor.teamId), (message) => { this.#receive(message); });
    const { head } = await inSnapshot(this.#ctx, readHead);
    this.#last = head;
    this.#started = true;
    this.notice(this.#wanted);
  }

  stop(): void {
    this.#unsubscribe();
    this.#started = false;
  }

  /** The log is known to reach `head`: whatever is missing is read. */
  notice(head: number): void {
    this.#wanted = Math.max(this.#wanted, head);
    if (!this.#started || this.#wanted <= this.#last) return;
    this.#repairing ??= this.#repair().finally(() => { this.#repairing = undefined; });
  }

  #receive(message: unknown): void {
    const hint = readMessage(message);
    if (hint?.epoch !== this.#epoch) return;
    const continues = this.#started && this.#repairing === undefined && hint.from === this.#last + 1;
    if (continues && hint.events) this.#apply(hint.events);
    else this.notice(hint.to);
  }

  #apply(events: readonly LoggedEvent[]): void {
    const last = events.at(-1);
    if (!last) return;
    this.#last = last.seq;
    this.#wanted = Math.max(this.#wanted, last.seq);
    this.#deliver(events);
  }

  async #repair(): Promise<void> {
    while (this.#started && this.#wanted > this.#last) {
      try {
        const events = await inSnapshot(this.#ctx, (snapshot) => readEvents(snapshot, this.#last, PAGE));
        // Told of a number that is not in the log: the next head check speaks the truth.
        if (events.length === 0) this.#wanted = this.#last;
        this.#apply(events);
      } catch (error) {
        this.#ctx.log.warn({ err: error, teamId: this.#ctx.actor.teamId }, 'events: the log could not be read; the next head check tries again');
        return;
      }
    }
  }
}
