import { databaseFault } from '../database/database-fault.ts';
import { cursorExpired } from '../events/cursor.ts';
import type { LoggedEvent } from '../events/logged-event.ts';
import type { Following } from '../events/streams.ts';
import { AppError } from '../shared/app-error.ts';
import type { Body } from './body.ts';
import type { Group } from './group.ts';
import type { Sink } from './sink.ts';
import { takeTurn } from './take-turns.ts';

/** Between two attempts to read a log that cannot be read, in milliseconds. */
const AGAIN_MS = 500;

export interface FollowerParts {
  readonly group: Group;
  readonly following: Following;
  readonly epoch: string;
  readonly sink: Sink;
  /** The number behind which it begins. */
  readonly from: number;
  /** Called once when it ends. */
  readonly onEnd: () => void;
}

/**
 * One open subscription: a place in the log. While it is live, its group hands it each event as it comes. While it is
 * behind, because it resumes or because its reader is slow, it holds its place and nothing else, and reads the log as
 * fast as its reader takes it.
 */
export class Follower {
  readonly #parts: FollowerParts;
  #state: 'behind' | 'live' | 'ended' = 'behind';
  #isReading = false;
  #position: number;

  constructor(parts: FollowerParts) {
    this.#parts = parts;
    this.#position = parts.from;
    parts.group.enter(this);
    this.#resume();
  }

  /** The number of the last event that was sent to it; while it is behind, of the last that was looked at for it. */
  get position(): number {
    return this.#position;
  }

  /** The number behind which it began. */
  get from(): number {
    return this.#parts.from;
  }

  /** It resumes, or its reader is slow: it reads the log by itself. */
  get isBehind(): boolean {
    return this.#state === 'behind';
  }

  get group(): Group {
    return this.#parts.group;
  }

  /** A live event. Who has joined meanwhile has read it from the log already. */
  take(seq: number, body: Body): void {
    if (seq <= this.#position) return;
    const { sink } = this.#parts;
    if (sink.hasRoom) {
      this.#position = seq;
      sink.put(body);
    } else {
      this.#position = seq - 1;
      this.fallBehind();
    }
  }

  /** It holds its place, and reads the log from there as soon as its reader takes more. */
  fallBehind(): void {
    this.#state = 'behind';
    this.#parts.group.rest(this);
    this.#parts.sink.awaitRoom(() => { this.#resume(); });
  }

  /** Ends the stream, with an error for its client. */
  fail(error: Error): void {
    if (this.#state === 'ended') return;
    this.end();
    this.#parts.sink.fail(error);
  }

  /** From now on nothing more is put in. */
  end(): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    this.#parts.group.leave(this);
    this.#parts.onEnd();
  }

  #resume(): void {
    if (this.#isReading || !this.isBehind) return;
    this.#isReading = true;
    this.#read()
      .finally(() => { this.#isReading = false; })
      .then(() => { if (this.isBehind) this.#parts.sink.awaitRoom(() => { this.#resume(); }); })
      .catch((error: unknown) => { this.#endure(error); });
  }

  /** A database that cannot answer just now ends no stream: the place is held, and the log is read when it is back. */
  #endure(error: unknown): void {
    const fault = error instanceof AppError ? error : databaseFault(error);
    if (fault?.code === 'SERVICE_UNAVAILABLE') setTimeout(() => { this.#resume(); }, AGAIN_MS).unref();
    else this.fail(error instanceof Error ? error : new Error('Catching up failed.', { cause: error }));
  }

  /** Joins as soon as it is no longer behind, in the same turn, so that there is neither a seam nor a repeat. */
  async #read(): Promise<void> {
    const { sink, following, epoch, group } = this.#parts;
    while (this.isBehind && sink.hasRoom) {
      if (this.#position >= following.last()) {
        this.#state = 'live';
        group.join(this);
        return;
      }
      const events = await following.read(this.#position);
      if (events[0]?.seq !== this.#position + 1) throw cursorExpired(epoch, following.last(), 'What happened after this cursor is no longer kept.');
      await takeTurn();
      await this.#send(events);
    }
  }

  async #send(events: readonly LoggedEvent[]): Promise<void> {
    const { sink, group } = this.#parts;
    for (const event of events) {
      const match = group.selection.match(event);
      if (match !== null) {
        const body = await group.bodyOf(event, match);
        if (!this.isBehind || !sink.hasRoom) return;
        sink.put(body);
      }
      this.#position = event.seq;
    }
  }
}
