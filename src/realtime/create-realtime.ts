import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';
import { WebSocketServer } from 'ws';
import type { EventDefinition } from '../events/define-event.ts';
import type { Authenticate } from '../graphql/authenticate.ts';
import type { Door } from '../graphql/door.ts';
import type { ContextBase } from '../graphql/make-context.ts';
import { SERVICE_RESTART } from './close-codes.ts';
import { createHub } from './hub.ts';
import { keepAlive } from './keep-alive.ts';
import { createProtocol } from './protocol.ts';
import { serveSocket } from './serve-socket.ts';
import type { Subscriptions } from './subscription.ts';
import { onlyPath, refuseUpgrade, type UpgradeCheck } from './upgrade.ts';
import { visibilityOf } from './visibility.ts';

export interface RealtimeOptions {
  base: ContextBase;
  door: Door;
  authenticate: Authenticate;
  /** By field of the root type Subscription. */
  subscriptions: Subscriptions;
  events: readonly EventDefinition[];
  /** `/graphql` */
  path: string;
  limits: {
    /** Largest message; a larger one closes the socket with 1009. */
    messageBytes: number;
    /** Wait for `connection_init` before 4408. */
    initTimeoutMs: number;
    /** Between pings; a peer that misses one is dropped. */
    keepAliveMs: number;
  };
  /** Further judges of an upgrade, asked in this order. */
  upgradeChecks?: readonly UpgradeCheck[];
}

export interface Realtime {
  /** Takes over the upgrades of an HTTP server. */
  readonly attach: (server: Server) => void;
  readonly sockets: () => number;
  /** Groups of subscriptions that share their execution now. */
  readonly groups: () => number;
  /** Closes all sockets with 1012, which clients retry; cuts those that have not answered after `graceMs`. */
  readonly stop: (graceMs: number) => Promise<void>;
}

/** The socket door: graphql-transport-ws on the path of the HTTP door. */
export const createRealtime = (options: RealtimeOptions): Realtime => {
  const { base, door, authenticate, subscriptions, events, path, limits, upgradeChecks = [] } = options;
  const stopping = new AbortController();
  const hub = createHub({ base, schema: door.schema, visible: visibilityOf(events), signal: stopping.signal }, subscriptions);
  const protocol = createProtocol({ base, door, authenticate, hub, initTimeoutMs: limits.initTimeoutMs });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    // No other protocol is ever echoed; the socket is then closed with 4406.
    handleProtocols: (offered) => offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) && GRAPHQL_TRANSPORT_WS_PROTOCOL,
  });
  sockets.on('connection', (socket, request) => { serveSocket(protocol, base, socket, request); });
  const stopPings = keepAlive(sockets, limits.keepAliveMs);
  const notStopping: UpgradeCheck = () => (stopping.signal.aborted ? { status: 503, message: 'The server is stopping.' } : null);
  const checks = [notStopping, onlyPath(path), ...upgradeChecks];

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
    sockets: () => sockets.clients.size,
    groups: hub.groups,
    stop: async (graceMs) => {
      stopping.abort();
      stopPings();
      await closeAll(graceMs);
    },
  };
};
