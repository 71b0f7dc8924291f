import type { IncomingMessage } from 'node:http';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, type Server } from 'graphql-ws';
import type { WebSocket } from 'ws';
import { admitUnsentText } from '../graphql/documents/admit-unsent-text.ts';
import type { ContextBase } from '../graphql/make-context.ts';
import type { RequestOrigin } from '../shared/context.ts';
import { closePeer, type Peer } from './peer.ts';

/** What a client of the old protocol, or of none, must change; the names are those of its own settings. */
const WRONG_PROTOCOL = 'Set the sub-protocol to graphql-transport-ws (graphql-ws, GraphQLWsLink), not graphql-ws';

/** What graphql-ws throws over a message that only a server may send: a mistake of the client's, not of ours. */
const isServersMessage = /^Unexpected message of type /;

const send = (socket: WebSocket, data: string): Promise<void> =>
  new Promise((resolve, reject) => {
    if (socket.readyState !== socket.OPEN) {
      resolve();
      return;
    }
    socket.send(data, (error) => {
      // A socket that went away while we wrote is no fault: its close is on its way.
      if (error && socket.readyState === socket.OPEN) reject(error);
      else resolve();
    });
  });

/** Connects one accepted WebSocket with the protocol. */
export const serveSocket = (protocol: Server<Peer>, { clock, log }: ContextBase, socket: WebSocket, request: IncomingMessage, origin: RequestOrigin): void => {
  const peer: Peer = { socket, request, origin, connectedAt: clock.now(), gone: new AbortController(), running: new Map(), greeted: undefined };
  // Malformed frames, and those above the limit: `ws` closes with the right code by itself.
  socket.on('error', (error) => { log.debug({ err: error }, 'realtime: a socket failed'); });
  if (socket.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
    closePeer(peer, CloseCode.SubprotocolNotAcceptable, WRONG_PROTOCOL);
    return;
  }
  const close = (code: number, reason: string) => { closePeer(peer, code, reason); };
  const fail = (error: unknown) => {
    if (error instanceof Error && isServersMessage.test(error.message)) {
      close(CloseCode.BadRequest, 'Invalid message received');
      return;
    }
    log.error({ err: error, sessionId: peer.greeted?.sessionId }, 'realtime: a message could not be handled');
    close(CloseCode.InternalServerError, 'Internal server error');
  };
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) => send(socket, data),
      close: (code = CloseCode.InternalServerError, reason = '') => { close(code, reason); },
      onMessage: (handle) => {
        socket.on('message', (data: Buffer) => { handle(admitUnsentText(data.toString())).catch(fail); });
      },
    },
    peer,
  );
  socket.once('close', (code, reason) => {
    peer.gone.abort();
    if (peer.greeted) log.info({ sessionId: peer.greeted.sessionId, code }, 'realtime: a socket is closed');
    closed(code, reason.toString()).catch(fail);
  });
};
