import { inSnapshot } from '../database/in-snapshot.ts';
import type { TeamContext } from '../shared/context.ts';
import { readEvents, type StreamHead } from './event-log.ts';
import type { LoggedEvent } from './logged-event.ts';
import { readMessage, teamChannel } from './publish-events.ts';
import type { RecentEvents } from './recent-events.ts';

/** Events read from the log, or out of memory, in one go. */
const PAGE = 200;

export interface TeamStreamParts {
  /** Acts for the team. */
  readonly ctx: TeamContext;
  readonly epoch: string;
  readonly recent: RecentEvents;
  /** Where the log of the team stands now. */
  readonly readHead: () => Promise<StreamHead>;
  /** Told how many events had to be read from the log. */
  readonly onRepaired: (events: number) => void;
  /** Called synchronously with each contiguous batch. */
  readonly deliver: (events: readonly LoggedEvent[]) => void;
}

/**
 * One team's events as this process sees them: every event once, in order, without a hole. Messages of the bus that
 * continue the series are applied as they come; anything that does not is read from the log.
 */
export class TeamStream {
  readonly #parts: TeamStreamParts;
  readonly #teamId: string;
  /** Pages of the log that are being read, by the number behind which they begin. */
  readonly #pages = new Map<number, Promise<void>>();
  #last = 0;
  #minSeq = 1;
  #wanted = 0;
  #started = false;
  #repairing: Promise<void> | undefined;
  #unsubscribe: () => void = () => undefined;

  constructor(parts: TeamStreamParts) {
    this.#parts = parts;
    this.#teamId = parts.ctx.actor.teamId;
  }

  /** The number of the last event delivered. */
  get last(): number {
    return this.#last;
  }

  /** The oldest event that the log still had when it was last looked at. */
  get minSeq(): number {
    return this.#minSeq;
  }

  /** Listens first and reads the head afterwards, so that nothing falls between the two. */
  async start(): Promise<void> {
    this.#unsubscribe = await this.#parts.ctx.parts.bus.subscribe(teamChannel(this.#teamId), (message) => { this.#receive(message); });
    const { head, minSeq } = await this.#parts.readHead();
    this.#last = head;
    this.#started = true;
    this.notice({ head: this.#wanted, minSeq });
  }

  stop(): void {
    this.#unsubscribe();
    this.#started = false;
  }

  /** The log is known to reach `head`: whatever is missing is read. */
  notice({ head, minSeq }: StreamHead): void {
    this.#minSeq = Math.max(this.#minSeq, minSeq);
    this.#wanted = Math.max(this.#wanted, head);
    if (!this.#started || this.#wanted <= this.#last) return;
    this.#repairing ??= this.#repair().finally(() => { this.#repairing = undefined; });
  }

  /**
   * The next events behind a number, none of them beyond `last`; nothing where the log has been cut off there. They
   * come from memory where they are held, at once, and else from a page of the log that all who wait for it share.
   */
  read(after: number): LoggedEvent[] | Promise<LoggedEvent[]> {
    const until = Math.min(after + PAGE, this.#last);
    const held = this.#parts.recent.run(this.#teamId, after, until);
    return held.length > 0 || after >= this.#last ? held : this.#readPage(after, until);
  }

  async #readPage(after: number, until: number): Promise<LoggedEvent[]> {
    const begin = Math.floor(after / PAGE) * PAGE;
    const reading = this.#pages.get(begin) ?? this.#load(begin);
    this.#pages.set(begin, reading);
    await reading.finally(() => { if (this.#pages.get(begin) === reading) this.#pages.delete(begin); });
    const { recent, ctx } = this.#parts;
    const found = recent.run(this.#teamId, after, until);
    // A page begun before the event was there, or one that memory had no room for.
    return found.length > 0 ? found : (await inSnapshot(ctx, (snapshot) => readEvents(snapshot, after, PAGE))).filter(({ seq }) => seq <= until);
  }

  async #load(begin: number): Promise<void> {
    this.#parts.recent.keep(await inSnapshot(this.#parts.ctx, (snapshot) => readEvents(snapshot, begin, PAGE)));
  }

  #receive(message: unknown): void {
    const hint = readMessage(message);
    if (hint?.epoch !== this.#parts.epoch) return;
    const continues = this.#started && this.#repairing === undefined && hint.from === this.#last + 1;
    if (continues && hint.events) this.#apply(hint.events);
    else this.notice({ head: hint.to, minSeq: this.#minSeq });
  }

  #apply(events: readonly LoggedEvent[]): void {
    const last = events.at(-1);
    if (!last) return;
    this.#last = last.seq;
    this.#wanted = Math.max(this.#wanted, last.seq);
    this.#parts.recent.keep(events);
    this.#parts.deliver(events);
  }

  async #repair(): Promise<void> {
    const { ctx, onRepaired } = this.#parts;
    while (this.#started && this.#wanted > this.#last) {
      try {
        const events = await inSnapshot(ctx, (snapshot) => readEvents(snapshot, this.#last, PAGE));
        // Told of a number that is not in the log: the next head check speaks the truth.
        if (events.length === 0) this.#wanted = this.#last;
        onRepaired(events.length);
        this.#apply(events);
      } catch (error) {
        ctx.log.warn({ err: error, teamId: this.#teamId }, 'events: the log could not be read; the next head check tries again');
        return;
      }
    }
  }
}
