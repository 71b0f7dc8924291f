import type { Body } from './body.ts';
import type { Opening, Place } from './hub.ts';
import type { Sink } from './sink.ts';

/** Bytes of results that may wait for whoever takes them out. */
const ROOM = 65_536;

type Step = IteratorResult<Body, undefined>;

/**
 * A subscription of a stream over HTTP: the hub puts in, the response takes out as fast as its reader does. No async
 * generator, since the `return()` of one waits for a value that may never come.
 */
export class Outlet implements AsyncIterableIterator<Body>, Sink {
  readonly #ready: Body[] = [];
  readonly #follower: Place;
  #size = 0;
  #waiting: (() => void)[] = [];
  #taker: PromiseWithResolvers<Step> | undefined;
  #failure: Error | undefined;
  #ended = false;

  constructor(opening: Opening) {
    this.#follower = opening.start(this);
  }

  get hasRoom(): boolean {
    return !this.#ended && this.#size < ROOM;
  }

  awaitRoom(onRoom: () => void): void {
    if (this.hasRoom) onRoom();
    else if (!this.#ended) this.#waiting.push(onRoom);
  }

  put(body: Body): void {
    if (this.#ended || this.#failure) return;
    const taker = this.#releaseTaker();
    if (taker) taker.resolve({ done: false, value: body });
    else {
      this.#ready.push(body);
      this.#size += body.json.length;
    }
  }

  fail(error: Error): void {
    if (this.#ended || this.#failure) return;
    const taker = this.#releaseTaker();
    if (taker) {
      this.#ended = true;
      taker.reject(error);
    } else this.#failure = error;
  }

  async next(): Promise<Step> {
    const body = this.#ready.shift();
    if (body) {
      this.#size -= body.json.length;
      if (this.hasRoom) this.#release();
      return { done: false, value: body };
    }
    if (this.#ended) return { done: true, value: undefined };
    if (this.#failure) {
      this.#ended = true;
      throw this.#failure;
    }
    this.#taker = Promise.withResolvers<Step>();
    return this.#taker.promise;
  }

  async return(): Promise<Step> {
    this.#ended = true;
    this.#ready.length = 0;
    this.#follower.end();
    this.#releaseTaker()?.resolve({ done: true, value: undefined });
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #releaseTaker() {
    const taker = this.#taker;
    this.#taker = undefined;
    return taker;
  }

  #release(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const onRoom of waiting) onRoom();
  }
}
