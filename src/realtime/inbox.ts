import { CloseCode, MessageType, parseMessage, type Message } from 'graphql-ws';
import { payerOf } from '../graphql/limits/payer-of.ts';
import type { Budget } from '../limits/budgets.ts';
import { AppError } from '../shared/app-error.ts';
import { closePeer, type Peer } from './peer.ts';

/** Messages that may wait to be counted; with more nothing is read from the socket. */
const WAITING_MAX = 32;
/** And bytes of them. */
const WAITING_BYTES = 65_536;
/** Deepest nesting of a message. */
const NESTING_MAX = 200;

export interface InboxParts {
  readonly peer: Peer;
  /** Messages a second, counted for each person and key over all instances. */
  readonly budget: Budget;
  /** Messages before the greeting, when nobody knows yet whose they are. */
  readonly strangerMax: number;
  /** Largest `connection_init`, in bytes. */
  readonly initBytes: number;
  readonly handle: (text: string) => void;
  readonly fail: (error: unknown) => void;
  /** Answers a `subscribe` that is not handled, under its id. */
  readonly refuse: (id: string, error: AppError) => void;
}

const read = (text: string): Message | null => {
  try {
    return parseMessage(text);
  } catch {
    return null;
  }
};

const deepest = (text: string): number => {
  let depth = 0;
  let most = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (isText) {
      if (character === '\\') at += 1;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === '{' || character === '[') most = Math.max(most, (depth += 1));
    else if (character === '}' || character === ']') depth -= 1;
  }
  return most;
};

/** What is read in one go is written in one go by whoever puts it into an answer or a key, and some of that is recursive. */
const nestsTooDeep = (text: string): boolean => text.length > 2 * NESTING_MAX && deepest(text) > NESTING_MAX;

/** Takes the messages of one socket in their order, and no more of them than their sender may send. */
export class Inbox {
  readonly #parts: InboxParts;
  #waiting: string[] = [];
  #waitingSize = 0;
  #isWorking = false;
  /** Its client keeps us waiting, so we keep it waiting. */
  #isHeld = false;
  #fromStranger = 0;

  constructor(parts: InboxParts) {
    this.#parts = parts;
  }

  push(text: string): void {
    const { peer, handle, fail } = this.#parts;
    if (peer.isGone) return;
    if (nestsTooDeep(text)) closePeer(peer, CloseCode.BadRequest, `Messages may nest ${String(NESTING_MAX)} levels deep`);
    else if (peer.greeted === undefined && !this.#isWorking) {
      if (this.#passesStranger(text)) handle(text);
      this.#listenOn();
    } else {
      this.#waiting.push(text);
      this.#waitingSize += text.length;
      if (this.#waiting.length >= WAITING_MAX || this.#waitingSize > WAITING_BYTES) peer.socket.pause();
      if (!this.#isWorking && !this.#isHeld) this.#work().catch(fail);
    }
  }

  /** Before the greeting a socket has little to say. */
  #passesStranger(text: string): boolean {
    const { peer, strangerMax, initBytes } = this.#parts;
    this.#fromStranger += 1;
    const fits = Buffer.byteLength(text) <= initBytes;
    if (!fits) closePeer(peer, CloseCode.BadRequest, `connection_init may have ${String(initBytes)} bytes`);
    return fits && this.#fromStranger <= strangerMax;
  }

  async #work(): Promise<void> {
    const { peer } = this.#parts;
    this.#isWorking = true;
    // Until all that came in one piece is here.
    await Promise.resolve();
    try {
      while (this.#waiting.length > 0 && !peer.isGone && peer.wire.hasRoom) await this.#takeAll();
    } finally {
      this.#isWorking = false;
    }
    this.#listenOn();
  }

  /**
   * What came in one go is counted in one go and handled in one turn: a `complete` overtakes what stands before it.
   * Whoever sends too much is not read again before it may send more.
   */
  async #takeAll(): Promise<void> {
    const texts = this.#waiting;
    this.#waiting = [];
    this.#waitingSize = 0;
    const refusals = await Promise.all(texts.map(() => this.#count()));
    for (const [at, text] of texts.entries()) {
      if (this.#parts.peer.isGone) return;
      const refusal = refusals[at];
      if (refusal) this.#refuse(text, refusal);
      else this.#parts.handle(text);
    }
    const pause = Math.max(0, ...refusals.map((refusal) => refusal?.retryAfter ?? 0));
    if (pause > 0) await new Promise((resolve) => { setTimeout(resolve, pause).unref(); });
  }

  /** Null for a message that may pass: also where it could not be counted, for that is not its sender's fault. */
  async #count(): Promise<AppError | null> {
    const { peer, budget } = this.#parts;
    if (!peer.greeted) return null;
    try {
      await budget.take(payerOf({ actor: peer.greeted.actor, origin: peer.origin }).key);
      return null;
    } catch (error) {
      return error instanceof AppError ? error : null;
    }
  }

  /** Who does not read what we say is not listened to either; but the answer to our close is. */
  #listenOn(): void {
    const { socket, wire } = this.#parts.peer;
    if (socket.readyState === socket.OPEN && !wire.hasRoom) this.#hold();
    else if (socket.isPaused) socket.resume();
  }

  #hold(): void {
    const { peer: { socket, wire }, fail } = this.#parts;
    socket.pause();
    if (this.#isHeld) return;
    this.#isHeld = true;
    wire.awaitRoom(() => {
      this.#isHeld = false;
      this.#work().catch(fail);
    });
  }

  /** A `complete` is always heard, and what is no message closes the socket; what has no id of its own is not answered. */
  #refuse(text: string, error: AppError): void {
    const { peer, handle, refuse } = this.#parts;
    const message = read(text);
    if (message?.type === MessageType.Ping || message?.type === MessageType.Pong) return;
    if (message?.type === MessageType.Subscribe && !peer.running.has(message.id)) refuse(message.id, error);
    else handle(text);
  }
}
