import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { EventDefinition } from '../events/define-event.ts';
import type { Authenticate } from '../graphql/authenticate.ts';
import type { Door } from '../graphql/door.ts';
import type { Gate } from '../graphql/gate/gate.ts';
import type { AnswerStream } from '../graphql/graphql-route.ts';
import type { ContextBase } from '../graphql/make-context.ts';
import { SERVICE_RESTART } from './close-codes.ts';
import { openStreams } from './http-stream/open-streams.ts';
import { serveStream } from './http-stream/serve-stream.ts';
import { createHub } from './hub.ts';
import { keepAlive } from './keep-alive.ts';
import { createProtocol } from './protocol.ts';
import { createSessions, type EndsAccess } from './sessions.ts';
import { serveSocket } from './serve-socket.ts';
import type { Subscriptions } from './subscription.ts';
import { speakingSocket } from './speaking-socket.ts';
import { onlyPath, passGate, refuseUpgrade, type UpgradeCheck } from './upgrade.ts';
import { visibilityOf } from './visibility.ts';

export interface RealtimeOptions {
  base: ContextBase;
  gate: Gate;
  door: Door;
  authenticate: Authenticate;
  /** By field of the root type Subscription. */
  subscriptions: Subscriptions;
  events: readonly EventDefinition[];
  /** Closes the sockets of an actor whose access an event of the team's log ends. */
  endsAccess: EndsAccess;
  /** `/graphql` */
  path: string;
  limits: {
    /** Largest message; a larger one closes the socket with 1009. */
    messageBytes: number;
    /** Wait for `connection_init` before 4408. */
    initTimeoutMs: number;
    /** Between pings; a peer that misses one is dropped. */
    keepAliveMs: number;
    /** Between heartbeats of a stream over HTTP. */
    streamHeartbeatMs: number;
  };
}

export interface Realtime {
  /** Takes over the upgrades of an HTTP server. */
  readonly attach: (server: Server) => void;
  /** Streams over HTTP, for the route of the HTTP door. */
  readonly answerStream: AnswerStream;
  readonly sockets: () => number;
  /** Streams over HTTP that are open now. */
  readonly streams: () => number;
  /** Groups of subscriptions that share their execution now. */
  readonly groups: () => number;
  /** Subscriptions that are open now. */
  readonly subscriptions: () => number;
  /** Closes all sockets with 1012, which clients retry, and ends all streams; cuts those that have not answered after `graceMs`. */
  readonly stop: (graceMs: number) => Promise<void>;
}

/** The socket door: graphql-transport-ws on the path of the HTTP door. */
export const createRealtime = (options: RealtimeOptions): Realtime => {
  const { base, gate, door, authenticate, subscriptions, events, endsAccess, path, limits } = options;
  const stopping = new AbortController();
  const hub = createHub({ base, schema: door.schema, visible: visibilityOf(events), signal: stopping.signal }, subscriptions);
  const parts = { base, door, authenticate, sessions: createSessions(base.parts.streams, endsAccess), hub };
  const protocol = createProtocol({ ...parts, initTimeoutMs: limits.initTimeoutMs });
  const streams = openStreams();
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    WebSocket: speakingSocket(limits.messageBytes),
    perMessageDeflate: false,
    // No other protocol is ever echoed; the socket is then closed with 4406.
    handleProtocols: (offered) => offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) && GRAPHQL_TRANSPORT_WS_PROTOCOL,
  });
  sockets.on('connection', (socket, request) => { serveSocket(protocol, base, socket, request, gate.requestOrigin(request)); });
  const stopPings = keepAlive(sockets, limits.keepAliveMs);
  const notStopping: UpgradeCheck = () => (stopping.signal.aborted ? { status: 503, message: 'The server is stopping.' } : null);
  const checks = [notStopping, onlyPath(path), passGate(gate)];

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => { socket.destroy(); });
    for (const check of checks) {
      const refusal = check(request);
      if (refusal) {
        refuseUpgrade(socket, refusal);
        return;
      }
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => { sockets.emit('connection', webSocket, request); });
  };

  const closeAll = (graceMs: number): Promise<void> =>
    new Promise((resolve) => {
      const cut = setTimeout(() => { for (const socket of sockets.clients) socket.terminate(); }, graceMs);
      for (const socket of sockets.clients) socket.close(SERVICE_RESTART, 'Service restart');
      sockets.close(() => {
        clearTimeout(cut);
        resolve();
      });
    });

  return {
    attach: (server) => { server.on('upgrade', upgrade); },
    answerStream: serveStream({ ...parts, gate, streams, heartbeatMs: limits.streamHeartbeatMs }),
    sockets: () => sockets.clients.size,
    streams: streams.size,
    groups: hub.groups,
    subscriptions: hub.subscribers,
    stop: async (graceMs) => {
      stopping.abort();
      stopPings();
      await Promise.all([closeAll(graceMs), streams.stop(graceMs)]);
    },
  };
};
