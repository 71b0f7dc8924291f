import type { IncomingMessage } from 'node:http';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { admitUnsentText } from '../graphql/documents/admit-unsent-text.ts';
import type { ContextBase } from '../graphql/make-context.ts';
import type { Budget } from '../limits/budgets.ts';
import type { RequestOrigin } from '../shared/context.ts';
import { Inbox } from './inbox.ts';
import { closePeer, Peer } from './peer.ts';
import type { Protocol } from './protocol.ts';
import type { SpeakingSocket } from './speaking-socket.ts';
import { Wire } from './wire.ts';

/** What a client of the old protocol, or of none, must change; the names are those of its own settings. */
const WRONG_PROTOCOL = 'Set the sub-protocol to graphql-transport-ws (graphql-ws, GraphQLWsLink), not graphql-ws';

export interface SocketParts {
  readonly base: ContextBase;
  readonly protocol: Protocol;
  /** Messages a second of one person or key. */
  readonly messages: Budget;
  /** Called once for each socket that is gone, with the code that it was closed with first. */
  readonly onClosed: (peer: Peer, code: number) => void;
  readonly limits: {
    readonly queuedBytes: number;
    readonly messagesPerSecond: number;
    readonly initBytes: number;
  };
}

/** An accepted WebSocket, and where it came from. */
export interface AcceptedSocket {
  readonly socket: SpeakingSocket;
  readonly request: IncomingMessage;
  readonly origin: RequestOrigin;
}

const peerOf = ({ socket, request, origin }: AcceptedSocket, { base, limits }: SocketParts): Peer => {
  const wire = new Wire(socket, request.socket, limits.queuedBytes);
  return new Peer({ socket, wire, headers: request.headers, origin, connectedAt: base.clock.now().getTime() });
};

/** Hands what comes over the socket to the protocol, in its order. */
const listen = (peer: Peer, { base: { log }, protocol, messages, limits }: SocketParts): void => {
  const fail = (error: unknown) => {
    log.error({ err: error, sessionId: peer.sessionId }, 'realtime: a message could not be handled');
    closePeer(peer, CloseCode.InternalServerError, 'Internal server error');
  };
  const inbox = new Inbox({
    peer, budget: messages, strangerMax: limits.messagesPerSecond, initBytes: limits.initBytes, fail,
    handle: (text) => { protocol.handle(peer, text).catch(fail); },
    refuse: (id, error) => { protocol.refuse(peer, id, error); },
  });
  peer.socket.on('message', (data: Buffer) => { inbox.push(admitUnsentText(data.toString())); });
};

/** Connects one accepted WebSocket with the protocol, or closes it where it does not speak ours. */
export const serveSocket = (accepted: AcceptedSocket, parts: SocketParts): Peer => {
  const { socket } = accepted;
  const { base: { log }, onClosed } = parts;
  const peer = peerOf(accepted, parts);
  // Malformed frames, and those above the limit: `ws` closes with the right code by itself.
  socket.on('error', (error) => { log.debug({ err: error }, 'realtime: a socket failed'); });
  socket.on('close', (code) => {
    peer.leave();
    if (peer.greeted) log.info({ sessionId: peer.sessionId, code }, 'realtime: a socket is closed');
    onClosed(peer, socket.saidCode ?? code);
  });
  if (socket.protocol === GRAPHQL_TRANSPORT_WS_PROTOCOL) {
    listen(peer, parts);
    parts.protocol.begin(peer);
  } else closePeer(peer, CloseCode.SubprotocolNotAcceptable, WRONG_PROTOCOL);
  return peer;
};
