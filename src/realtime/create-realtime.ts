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
import type { DeliveryObserver } from '../metrics/delivery-observer.ts';
import { createAdmission } from './admission.ts';
import { SERVICE_RESTART } from './close-codes.ts';
import { Deadlines } from './deadlines.ts';
import { drain, type Closable, type DrainRules } from './drain.ts';
import { openStreams } from './http-stream/open-streams.ts';
import { serveStream } from './http-stream/serve-stream.ts';
import { createHub } from './hub.ts';
import { answerQuestions } from './answer-questions.ts';
import { closePeer, type Peer } from './peer.ts';
import { Protocol } from './protocol.ts';
import { createRooms, type Rooms } from './rooms.ts';
import { serveSocket } from './serve-socket.ts';
import type { Subscriptions } from './subscription.ts';
import { speakingSocket, type SpeakingSocket } from './speaking-socket.ts';
import { teamLoads, type TeamLoads } from './team-loads.ts';
import type { EndsAccess, TeamRoom } from './team-room.ts';
import { onlyPath, passGate, refuseUpgrade, unlessFull, unlessStopping } from './upgrade.ts';
import { untilGone } from './until-gone.ts';
import { visibilityOf } from './visibility.ts';
import { watchSockets } from './watch-sockets.ts';

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
  limits: RealtimeLimits;
  observer?: DeliveryObserver;
}

export interface RealtimeLimits {
  /** Largest message; a larger one closes the socket with 1009. */
  readonly messageBytes: number;
  /** Largest `connection_init`; a larger one closes the socket with 4400. */
  readonly initBytes: number;
  /** Wait for `connection_init` before 4408. */
  readonly initTimeoutMs: number;
  /** Sockets and streams over HTTP of this process; more are answered 503. */
  readonly sockets: number;
  /** Operations that may be open on one socket. */
  readonly operations: number;
  /** Messages a second of one person or key, over all instances. */
  readonly messagesPerSecond: number;
  /** What may wait for a slow reader. */
  readonly queuedBytes: number;
  /** How long it may take nothing of that before 1013. */
  readonly stallMs: number;
  /** `connection_init`s that are answered in a second. */
  readonly admissionsPerSecond: number;
  /** Oldest age of a socket or stream. */
  readonly maxAgeMs: number;
  /** Between pings; a peer that misses one is dropped. */
  readonly keepAliveMs: number;
  /** Between heartbeats of a stream over HTTP. */
  readonly streamHeartbeatMs: number;
  readonly drain: DrainRules;
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
  /** Those of them that read the log by themselves now. */
  readonly behind: () => number;
  /** The same by team. */
  readonly loads: TeamLoads;
  /**
   * Drains: takes no new sockets and streams, and closes those that are open a slice at a time, with 1012, which clients
   * retry. Those whose clients have not answered are cut after `graceMs`.
   */
  readonly stop: (graceMs: number) => Promise<void>;
}

/** How long the client of a socket that we close has to answer, in milliseconds; the types of `ws` do not have it yet. */
const closing = { closeTimeout: 5_000 };

const sum = (rooms: Rooms, count: (room: TeamRoom) => number): number => {
  let total = 0;
  for (const [, room] of rooms.all()) total += count(room);
  return total;
};

/** The socket door: graphql-transport-ws on the path of the HTTP door. */
export const createRealtime = (options: RealtimeOptions): Realtime => {
  const { base, gate, door, authenticate, subscriptions, events, endsAccess, path, limits, observer } = options;
  const stopping = new AbortController();
  const rooms = createRooms(base.parts.streams, { endsAccess, clock: base.clock, observer });
  const hub = createHub({ base, schema: door.schema, visible: visibilityOf(events), signal: stopping.signal }, rooms, subscriptions);
  const admission = createAdmission(limits.admissionsPerSecond);
  const deadlines = new Deadlines(base.clock);
  const parts = { base, door, authenticate, rooms, deadlines, hub, admission };
  const protocol = new Protocol({ ...parts, initTimeoutMs: limits.initTimeoutMs, operationsMax: limits.operations });
  const messages = base.parts.budgets.open({ name: 'messages', points: limits.messagesPerSecond, seconds: 1 });
  const peers = new Set<Peer>();
  const onClosed = (peer: Peer, code: number) => {
    peers.delete(peer);
    observer?.closed(code);
  };
  const socketParts = { base, protocol, messages, onClosed, limits };
  const streams = openStreams(limits.maxAgeMs);
  const watch = watchSockets(base.clock, limits);
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    WebSocket: speakingSocket(limits.messageBytes),
    perMessageDeflate: false,
    clientTracking: false,
    ...closing,
    // No other protocol is ever echoed; the socket is then closed with 4406.
    handleProtocols: (offered) => offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) && GRAPHQL_TRANSPORT_WS_PROTOCOL,
  });
  const answering = answerQuestions(base, rooms, peers);
  const connections = () => peers.size + streams.size();
  let isDraining = false;
  const checks = [
    unlessStopping(() => isDraining),
    onlyPath(path),
    passGate(gate),
    unlessFull(connections, limits.sockets),
  ];

  const accept = (socket: SpeakingSocket, request: IncomingMessage) => {
    const peer = serveSocket({ socket, request, origin: gate.requestOrigin(request) }, socketParts);
    peers.add(peer);
    watch.add(peer);
  };

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    for (const check of checks) {
      const refusal = check(request);
      if (refusal) {
        refuseUpgrade(socket, refusal);
        return;
      }
    }
    server.handleUpgrade(request, socket, head, (webSocket) => { accept(webSocket, request); });
  };

  /** When anything of a peer's team was last sent here: who has just seen something may be waiting for more. */
  const lastEvents = () => new Map([...rooms.all()].map(([teamId, room]) => [teamId, room.lastEvent]));

  const open = (): Closable[] => {
    const byTeam = lastEvents();
    return [
      ...[...peers].map((peer) => ({
        lastEvent: byTeam.get(peer.greeted?.actor.teamId ?? '') ?? 0,
        close: () => { closePeer(peer, SERVICE_RESTART, 'Service restart'); },
      })),
      ...streams.open().map((end) => ({ lastEvent: 0, close: end })),
    ];
  };

  return {
    attach: (http) => { http.on('upgrade', upgrade); },
    answerStream: serveStream({ ...parts, gate, streams, messages, hasRoom: () => connections() <= limits.sockets, heartbeatMs: limits.streamHeartbeatMs }),
    sockets: () => peers.size,
    streams: streams.size,
    groups: () => sum(rooms, (room) => room.groups),
    subscriptions: () => sum(rooms, (room) => room.subscriptions),
    behind: () => sum(rooms, (room) => room.behind),
    loads: teamLoads(peers, rooms),
    stop: async (graceMs) => {
      isDraining = true;
      streams.refuse();
      await drain(open, limits.drain);
      await Promise.all([untilGone(peers, graceMs), streams.stop(graceMs)]);
      stopping.abort();
      admission.stop();
      watch.stop();
      deadlines.stop();
      (await answering)();
    },
  };
};
