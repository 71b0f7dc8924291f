import type { ExecutionResult } from 'graphql';
import { frameHead } from './frame-head.ts';

/** Text as its UTF-8 bytes, one character a byte: what a socket writes without encoding it again. */
export const bytesOf = (text: string): string => Buffer.from(text).toString('latin1');

/** One result as everyone gets it: serialised once, whatever number of operations and transports it goes to. */
export class Body {
  readonly json: string;
  /** The cursor in its extensions; null for the result of a query or mutation. */
  readonly cursor: string | null;
  /** It tells where a subscription begins, and nothing else. */
  readonly isConfirmation: boolean;
  /** Some of it failed: it may come out whole another time. */
  readonly hasErrors: boolean;
  #tail: string | undefined;
  #head = '';
  #headLength = -1;

  constructor(result: ExecutionResult) {
    this.json = JSON.stringify(result);
    const cursor = result.extensions?.['cursor'];
    this.cursor = typeof cursor === 'string' ? cursor : null;
    this.hasErrors = result.errors !== undefined;
    this.isConfirmation = result.data === undefined && result.errors === undefined;
  }

  /**
   * The bytes of the frame that carries it as the payload of a message.
   * @param prefix the message up to its payload, in bytes
   */
  frame(prefix: string): string {
    const tail = (this.#tail ??= bytesOf(`${this.json}}`));
    const length = prefix.length + tail.length;
    // Ids of one client have one length, and mostly those of all clients.
    if (length !== this.#headLength) {
      this.#head = frameHead(length);
      this.#headLength = length;
    }
    return this.#head + prefix + tail;
  }
}
