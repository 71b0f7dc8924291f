import type { IncomingHttpHeaders } from 'node:http';
import { CloseCode } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { RequestOrigin } from '../shared/context.ts';
import type { Admitted, Holder } from './admitted.ts';
import type { Line } from './line.ts';
import type { Wire } from './wire.ts';

/** Longest reason of a close frame, in bytes; more than that `ws` refuses to send. */
const REASON_MAX = 123;

/** An operation that is open on a socket. */
export interface OpenOperation {
  /** Where its results go, once it is a subscription that has begun. */
  line: Line | null;
}

export interface PeerFacts {
  readonly socket: WebSocket;
  readonly wire: Wire;
  readonly headers: IncomingHttpHeaders;
  readonly origin: RequestOrigin;
  /** In milliseconds since 1970. */
  readonly connectedAt: number;
}

/** One socket, from its upgrade to its close. There are thousands: each field is paid for as often. */
export class Peer implements Holder {
  readonly socket: WebSocket;
  readonly wire: Wire;
  /** In milliseconds since 1970. */
  readonly connectedAt: number;
  /** Of its upgrade, for the credentials in them; null once it is greeted. */
  headers: IncomingHttpHeaders | null;
  /** Where the socket came from; its client is named in the upgrade or in `connection_init`. */
  origin: RequestOrigin;
  /** Runs until `connection_init` has come. */
  patience: NodeJS.Timeout | undefined;
  /** Who is at the other end, once `connection_init` was accepted. */
  greeted: Admitted | undefined;
  /** Of the sign-in that the token belongs to: in the greeting, in `Query.connection` and in the log. */
  sessionId = '';
  /** What each id stands for now. */
  readonly running = new Map<string, OpenOperation>();
  /** It has not answered the last ping. */
  isSilent = false;
  /** When it last answered one, in milliseconds since 1970. */
  pongAt: number | null = null;
  #isGone = false;
  #leaving: AbortController | undefined;
  #underWay = 0;

  constructor({ socket, wire, headers, origin, connectedAt }: PeerFacts) {
    this.socket = socket;
    this.wire = wire;
    this.headers = headers;
    this.origin = origin;
    this.connectedAt = connectedAt;
  }

  /** It was closed, by whomever: it may take a while until the socket is gone. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Runs what is of no use once the socket is gone: the signal tells. There is one for all, and none while it is idle. */
  async during<T>(work: (gone: AbortSignal) => Promise<T>): Promise<T> {
    this.#leaving ??= new AbortController();
    if (this.#isGone) this.#leaving.abort();
    this.#underWay += 1;
    try {
      return await work(this.#leaving.signal);
    } finally {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#leaving = undefined;
    }
  }

  end(reason: string): void {
    closePeer(this, CloseCode.Forbidden, reason);
  }

  /** Stock clients answer the ping with a pong, and hand it to whoever listens for pings. */
  warn(expiresAt: Date): void {
    this.wire.send(JSON.stringify({ type: 'ping', payload: { auth: { expiresAt } } }));
  }

  /** From now on nothing is taken from it, and all that it has open is let go of. */
  leave(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    clearTimeout(this.patience);
    this.#leaving?.abort();
    this.greeted?.leave();
    for (const { line } of this.running.values()) line?.end();
    this.running.clear();
  }
}

/** The reason as far as it fits; a character is not cut in two. */
const fitting = (reason: string): string => new TextDecoder().decode(Buffer.from(reason).subarray(0, REASON_MAX), { stream: true });

/** Closes a socket, and waits for nothing of its client's, who may never answer. */
export const closePeer = (peer: Pick<Peer, 'wire' | 'leave'>, code: number, reason: string): void => {
  peer.wire.close(code, fitting(reason));
  peer.leave();
};
