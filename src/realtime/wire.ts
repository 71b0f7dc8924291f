import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { bytesOf, type Body } from './body.ts';
import { frameHead } from './frame-head.ts';

/** Wires that have something to write at the end of this turn of the event loop. */
let dirty: Wire[] = [];

const flushAll = (): void => {
  const wires = dirty;
  dirty = [];
  for (const wire of wires) wire.flush();
};

/**
 * The way out of one socket. What is sent in one turn of the event loop is written in one piece, below `ws`: the write
 * is what a delivery costs. `ws` itself writes only control frames, which may stand between any two of ours; nothing
 * is compressed, so it has no queue of its own.
 */
export class Wire {
  readonly #webSocket: WebSocket;
  readonly #socket: Socket;
  readonly #maxQueued: number;
  /** Frames of this turn, one character a byte. */
  #frames = '';
  /** Bytes that waited for the reader after the last write. */
  #queued = 0;
  #waiting: (() => void)[] = [];
  #awaitsDrain = false;
  /** Since when the reader has taken nothing of what waits for it, in the time of `performance.now()`. */
  #stalledSince: number | null = null;
  /** Bytes that had left us when that was last looked at. */
  #taken = 0;
  #isClosed = false;

  /** `maxQueued`: bytes that may wait for the reader. */
  constructor(webSocket: WebSocket, socket: Socket, maxQueued: number) {
    this.#webSocket = webSocket;
    this.#socket = socket;
    this.#maxQueued = maxQueued;
  }

  /** Whether results may be put in; what the protocol has to say is sent regardless. */
  get hasRoom(): boolean {
    return !this.#isClosed && this.#queued + this.#frames.length < this.#maxQueued;
  }

  /** Bytes that wait for the reader. */
  get queued(): number {
    return this.#socket.writableLength + this.#frames.length;
  }

  /** Sends a message of the protocol. */
  send(message: string): void {
    const bytes = bytesOf(message);
    this.#put(frameHead(bytes.length) + bytes);
  }

  /** Sends a result under an operation; `prefix` is its message up to the payload. */
  deliver(prefix: string, body: Body): void {
    this.#put(body.frame(prefix));
  }

  /** Calls once when there is room again; never, where the socket is at its end. */
  awaitRoom(onRoom: () => void): void {
    if (this.#isOver) return;
    this.#waiting.push(onRoom);
    if (this.#frames === '') this.#settle();
  }

  /** Sends what is still to be sent, then closes. */
  close(code: number, reason: string): void {
    if (this.#isClosed) return;
    this.flush();
    this.#isClosed = true;
    this.#waiting = [];
    this.#webSocket.close(code, reason);
  }

  flush(): void {
    const frames = this.#frames;
    this.#frames = '';
    if (this.#isOver || frames === '') return;
    this.#socket.write(frames, 'latin1');
    this.#settle();
  }

  /**
   * Whether nothing of what waits for the reader has been written off for so long. Asked about once a second. What waits
   * is written off in one piece, so a reader that takes less than that in this time counts as stalled too.
   */
  isStalled(patienceMs: number): boolean {
    const { writableLength, bytesWritten } = this.#socket;
    // Of what was handed to the socket, what has left it.
    const taken = bytesWritten - writableLength;
    if (writableLength === 0 || this.#isClosed) this.#stalledSince = null;
    else if (this.#stalledSince === null || taken !== this.#taken) this.#stalledSince = performance.now();
    this.#taken = taken;
    return this.#stalledSince !== null && performance.now() - this.#stalledSince >= patienceMs;
  }

  get #isOver(): boolean {
    return this.#isClosed || this.#webSocket.readyState !== this.#webSocket.OPEN || !this.#socket.writable;
  }

  #put(frame: string): void {
    if (this.#isClosed) return;
    if (this.#frames === '') {
      if (dirty.length === 0) setImmediate(flushAll);
      dirty.push(this);
    }
    this.#frames += frame;
  }

  #settle(): void {
    this.#queued = this.#socket.writableLength;
    if (this.#waiting.length === 0 || this.#awaitsDrain) return;
    if (this.hasRoom && !this.#socket.writableNeedDrain) this.#release();
    else {
      this.#awaitsDrain = true;
      this.#socket.once('drain', () => {
        this.#awaitsDrain = false;
        this.#queued = 0;
        this.#release();
      });
    }
  }

  #release(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const onRoom of waiting) onRoom();
  }
}
