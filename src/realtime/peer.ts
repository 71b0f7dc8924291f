import type { IncomingMessage } from 'node:http';
import type { SubscribePayload } from 'graphql-ws';
import type { WebSocket } from 'ws';
import type { TeamActor } from '../shared/actor.ts';
import type { RequestOrigin } from '../shared/context.ts';

/** Longest reason of a close frame, in bytes; more than that `ws` refuses to send. */
const REASON_MAX = 123;

/** Who is at the other end, once `connection_init` was accepted. */
export interface Greeted {
  readonly actor: TeamActor;
  /** Of the sign-in that the token belongs to: in the greeting, in `Query.connection` and in the log. */
  readonly sessionId: string;
  readonly expiresAt: Date | null;
}

/** One socket, from its upgrade to its close. */
export interface Peer {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** Where the socket came from; its client is named in the upgrade or in `connection_init`. */
  origin: RequestOrigin;
  readonly connectedAt: Date;
  /** Aborted when the socket is closed. */
  readonly gone: AbortController;
  /** The operation that an id stands for now, by the payload it came with. */
  readonly running: Map<string, SubscribePayload>;
  greeted: Greeted | undefined;
}

export const closePeer = ({ socket }: Pick<Peer, 'socket'>, code: number, reason: string): void => {
  socket.close(code, Buffer.from(reason).subarray(0, REASON_MAX).toString());
};
