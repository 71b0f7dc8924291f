import type { Clock } from '../shared/clock.ts';
import { SERVICE_RESTART, TRY_AGAIN_LATER } from './close-codes.ts';
import { closePeer, type Peer } from './peer.ts';

/** Pings are spread over the interval in so many parts: those of all sockets at once would hold up everything else. */
const PARTS = 12;

export interface WatchRules {
  /** Between the pings of one socket. */
  readonly keepAliveMs: number;
  /** How long a reader may take nothing of what waits for it. */
  readonly stallMs: number;
  /** Oldest age of a socket; it is closed at a random one from half of this. */
  readonly maxAgeMs: number;
}

/** One socket, and when its turn is. */
interface Watched {
  readonly part: number;
  readonly endsAt: number;
  /** Since when its end is under way; 0 while it is open. */
  closingSince: number;
}

export interface SocketWatch {
  /** From now on it is watched, until it is gone. */
  readonly add: (peer: Peer) => void;
  readonly stop: () => void;
}

/**
 * Looks after all sockets of a process. Each is pinged once per interval, and ended when it has not answered the ping
 * before: a peer that vanished without a word is gone within two intervals. Browsers answer these pings by themselves.
 * A reader that something waits for hears no ping: it is closed when it takes nothing for too long. Old sockets are
 * closed one by one, so that no instance keeps its clients for ever.
 */
export const watchSockets = (clock: Clock, { keepAliveMs, stallMs, maxAgeMs }: WatchRules): SocketWatch => {
  const watched = new Map<Peer, Watched>();
  let added = 0;
  let turn = 0;

  const ping = (peer: Peer) => {
    const { socket, wire } = peer;
    if (socket.readyState !== socket.OPEN || wire.queued > 0) return;
    if (peer.isSilent) socket.terminate();
    else {
      peer.isSilent = true;
      for (const { line } of peer.running.values()) line?.notePing();
      socket.ping();
    }
  };

  const answered = (peer: Peer) => {
    peer.isSilent = false;
    peer.pongAt = clock.now().getTime();
    for (const { line } of peer.running.values()) line?.notePong();
  };

  const look = () => {
    turn = (turn + 1) % PARTS;
    const now = performance.now();
    for (const [peer, facts] of watched) {
      const { part, endsAt } = facts;
      const { socket } = peer;
      // Its client has gone half way, and takes nothing: the end would never come.
      if (socket.readyState === socket.CLOSING) facts.closingSince ||= now;
      if (socket.readyState === socket.CLOSED) watched.delete(peer);
      else if (facts.closingSince > 0 && now - facts.closingSince >= keepAliveMs) socket.terminate();
      else if (peer.wire.isStalled(stallMs)) closePeer(peer, TRY_AGAIN_LATER, 'Too slow: connect again with your last cursor');
      else if (now >= endsAt) closePeer(peer, SERVICE_RESTART, 'Old socket: connect again with your last cursor');
      else if (part === turn) ping(peer);
    }
  };

  const timer = setInterval(look, keepAliveMs / PARTS).unref();
  return {
    add: (peer) => {
      watched.set(peer, { part: (added += 1) % PARTS, endsAt: performance.now() + maxAgeMs * (0.5 + Math.random() / 2), closingSince: 0 });
      peer.socket.on('pong', () => { answered(peer); });
    },
    stop: () => { clearInterval(timer); },
  };
};
