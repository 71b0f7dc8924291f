import { ClientSocket } from './client-socket.ts';
import type { ClientSpec, Dialect } from './dialect.ts';
import { findMarker, numberAt, teamAt } from './marker.ts';

/** What a client tells of itself. */
export interface ClientEvents {
  /** An event of its team, later than the last one; `passed`: how many were left out before it. */
  readonly next: (client: Client, passed: number, bytes: Buffer, start: number, end: number) => void;
  readonly repeated: () => void;
  readonly foreign: () => void;
  /** The server could not begin a subscription: the client tries again. */
  readonly refused: () => void;
  /** The server has closed the socket. @returns the port to come back to; null: it stays away */
  readonly closed: (client: Client, code: number) => number | null;
}

const CURSOR = Buffer.from('"cursor":"');
const QUOTE = 0x22;
const TRIES = 40;

/** A client waits at random before it comes back, longer with every try, up to this. */
const LONGEST_WAIT_MS = 2_000;

const waitBefore = (attempt: number): number => Math.random() * Math.min(LONGEST_WAIT_MS, 100 * 2 ** attempt);

/** One client and its place in the events of its team, over as many sockets as it takes. */
export class Client {
  readonly spec: ClientSpec;
  /** The number of the last event; 0 before the first. */
  last = 0;
  gone = true;
  /** The last `extensions.cursor`; known where it is asked for. */
  #cursor: string | undefined;
  readonly #dialect: Dialect;
  readonly #events: ClientEvents;
  readonly #keepsCursor: boolean;
  #socket: ClientSocket | undefined;
  #awaits = 0;
  #onReady: () => void = () => undefined;
  #ended = false;

  constructor(spec: ClientSpec, dialect: Dialect, events: ClientEvents, keepsCursor: boolean) {
    this.spec = spec;
    this.#dialect = dialect;
    this.#events = events;
    this.#keepsCursor = keepsCursor;
    this.#cursor = spec.after;
  }

  /** Resolves when the client is in; it tries as often as a patient person would. @throws Error when it is kept out */
  async enter(port: number): Promise<void> {
    for (let attempt = 0; attempt < TRIES && !this.#ended; attempt += 1) {
      const code = await this.#connect(port);
      if (code === null) return;
      await new Promise((resolve) => setTimeout(resolve, waitBefore(attempt)));
    }
    if (!this.#ended) throw new Error('A client was not let in.');
  }

  pause(): void {
    this.#socket?.pause();
  }

  resume(): void {
    this.#socket?.resume();
  }

  end(): void {
    this.#ended = true;
    this.#socket?.end();
  }

  /** Null once the client is in; else the code that it was turned away with. */
  #connect(port: number): Promise<number | null> {
    const { path, protocol, greet, readiness } = this.#dialect;
    const spec = this.#cursor === undefined ? this.spec : { ...this.spec, after: this.#cursor };
    this.#awaits = readiness(spec);
    return new Promise((resolve) => {
      const socket = new ClientSocket({ port, path, protocol }, {
        opened: () => { for (const text of greet(spec)) socket.send(text); },
        text: (bytes, start, end) => { this.#hear(spec, socket, bytes, start, end); },
        closed: (code) => {
          this.#left(code);
          resolve(code);
        },
      });
      this.#socket = socket;
      this.#onReady = () => {
        this.gone = false;
        resolve(null);
      };
    });
  }

  #left(code: number): void {
    if (this.gone || this.#ended) return;
    this.gone = true;
    const port = this.#events.closed(this, code);
    if (port === null) return;
    setTimeout(() => { this.enter(port).catch(() => undefined); }, waitBefore(2));
  }

  #hear(spec: ClientSpec, socket: ClientSocket, bytes: Buffer, start: number, end: number): void {
    if (this.#keepsCursor) this.#noteCursor(bytes, start, end);
    const at = findMarker(bytes, start, end);
    if (at >= 0) {
      this.#take(bytes, at, start, end);
      return;
    }
    const { say = [], ready = 0, busy = false } = this.#dialect.hear(bytes.toString('latin1', start, end), spec);
    if (busy) {
      this.#events.refused();
      socket.end();
    }
    for (const text of say) socket.send(text);
    this.#awaits -= ready;
    if (ready > 0 && this.#awaits === 0) this.#onReady();
  }

  #take(bytes: Buffer, at: number, start: number, end: number): void {
    const number = numberAt(bytes, at);
    if (teamAt(bytes, at) !== this.spec.team || this.spec.silent === true) this.#events.foreign();
    else if (number <= this.last) this.#events.repeated();
    else {
      // Before its first event a client may have missed those of the time before it was in.
      const passed = this.last === 0 && this.spec.after === undefined ? 0 : number - this.last - 1;
      this.last = number;
      this.#events.next(this, passed, bytes, start, end);
    }
  }

  #noteCursor(bytes: Buffer, start: number, end: number): void {
    const at = bytes.lastIndexOf(CURSOR, end);
    if (at < start) return;
    const from = at + CURSOR.length;
    this.#cursor = bytes.toString('latin1', from, bytes.indexOf(QUOTE, from));
  }
}
