import { bytesOf, type Body } from './body.ts';
import type { Opening, Place } from './hub.ts';
import type { Sink } from './sink.ts';
import type { Wire } from './wire.ts';

/** A subscription of a socket: its results go straight to the wire, under its id. */
export class Line implements Sink {
  readonly #wire: Wire;
  readonly #prefix: string;
  readonly #onFail: (error: Error) => void;
  readonly #place: Place;
  #isOver = false;
  #pinged = 0;
  #confirmed = 0;

  /**
   * `id`: the client's name for the operation; its results begin to come at once.
   * @param onFail called at most once, when it has ended with an error
   */
  constructor(wire: Wire, id: string, opening: Opening, onFail: (error: Error) => void) {
    this.#wire = wire;
    this.#prefix = bytesOf(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
    this.#onFail = onFail;
    this.#place = opening.start(this);
  }

  /** Where it is in the log. */
  get place(): Place {
    return this.#place;
  }

  /** The number up to which the client certainly has what was sent. */
  get confirmed(): number {
    return this.#confirmed;
  }

  /** A ping is sent: whoever answers it has read all that was sent before. */
  notePing(): void {
    this.#pinged = this.#place.position;
  }

  /** The last ping was answered. */
  notePong(): void {
    this.#confirmed = this.#pinged;
  }

  get hasRoom(): boolean {
    return this.#wire.hasRoom;
  }

  awaitRoom(onRoom: () => void): void {
    this.#wire.awaitRoom(onRoom);
  }

  put(body: Body): void {
    if (!this.#isOver) this.#wire.deliver(this.#prefix, body);
  }

  fail(error: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#onFail(error);
  }

  /** Nothing more comes. */
  end(): void {
    this.#isOver = true;
    this.#place.end();
  }
}
