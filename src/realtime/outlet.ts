import type { ExecutionResult } from 'graphql';

/**
 * What one subscription has to send, in order: the hub puts in, the socket takes out. No async generator, since the
 * `return()` of one waits for a value that may never come.
 */
export class Outlet implements AsyncIterableIterator<ExecutionResult> {
  readonly #onEnd: () => void;
  readonly #ready: ExecutionResult[] = [];
  #taker: { resolve: (result: IteratorResult<ExecutionResult, undefined>) => void; reject: (error: Error) => void } | undefined;
  #onEmpty: (() => void) | undefined;
  #failure: Error | undefined;
  #ended = false;

  /** `onEnd` is called once, at once, when nothing more will be taken. */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  get ended(): boolean {
    return this.#ended;
  }

  put(result: ExecutionResult): void {
    if (this.#ended || this.#failure) return;
    const taker = this.#releaseTaker();
    if (taker) taker.resolve({ done: false, value: result });
    else this.#ready.push(result);
  }

  /** Ends the stream with an error, behind what is waiting to be sent. */
  fail(error: Error): void {
    if (this.#ended || this.#failure) return;
    this.#failure = error;
    const taker = this.#releaseTaker();
    if (!taker) return;
    this.#end();
    taker.reject(error);
  }

  /** Resolves when all that was put in has been taken, or nothing more will be. */
  async emptied(): Promise<void> {
    if (this.#ready.length === 0 || this.#ended) return;
    await new Promise<void>((resolve) => { this.#onEmpty = resolve; });
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    const value = this.#ready.shift();
    if (this.#ready.length === 0) this.#wakeFiller();
    if (value) return { done: false, value };
    if (this.#ended) return { done: true, value: undefined };
    if (this.#failure) {
      this.#end();
      throw this.#failure;
    }
    return new Promise((resolve, reject) => { this.#taker = { resolve, reject }; });
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    this.#end();
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

  #wakeFiller(): void {
    this.#onEmpty?.();
    this.#onEmpty = undefined;
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#ready.length = 0;
    this.#wakeFiller();
    this.#onEnd();
  }
}
