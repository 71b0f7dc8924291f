import { EventEmitter } from 'node:events';
import { Peer, type PeerFacts } from '../../src/realtime/peer.ts';
import { watchSockets } from '../../src/realtime/watch-sockets.ts';
import { systemClock } from '../../src/shared/clock.ts';

const HOUR_MS = 3_600_000;
const rules = { keepAliveMs: 12_000, stallMs: 30_000, maxAgeMs: 24 * HOUR_MS };

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

/** A socket that does what is said, and what was done to it. */
const socketOf = ({ answers, queued = 0, isStalled = () => false }: { answers: boolean; queued?: number; isStalled?: (patienceMs: number) => boolean }) => {
  const done: string[] = [];
  const socket = Object.assign(new EventEmitter(), {
    OPEN: 1,
    CLOSING: 2,
    CLOSED: 3,
    readyState: 1,
    ping: () => {
      done.push('ping');
      if (answers) socket.emit('pong');
    },
    terminate: () => {
      done.push('terminate');
      socket.readyState = 3;
      socket.emit('close');
    },
  });
  const wire = {
    queued,
    isStalled,
    close: (code: number) => {
      done.push(`close ${String(code)}`);
      socket.readyState = 3;
      socket.emit('close');
    },
  };
  const facts: Record<string, unknown> = { socket, wire, headers: {}, origin: { ip: '127.0.0.1', client: null }, connectedAt: 0 };
  return { done, peer: new Peer(facts as Partial<PeerFacts> as PeerFacts) };
};

const watched = (what: Parameters<typeof socketOf>[0]) => {
  const watch = watchSockets(systemClock, rules);
  const { done, peer } = socketOf(what);
  watch.add(peer);
  return { done, stop: watch.stop };
};

describe('a socket that is watched', () => {
  it('[B4] is pinged once in each interval, and stays while it answers', async () => {
    const { done, stop } = watched({ answers: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(done).toEqual(['ping', 'ping', 'ping', 'ping', 'ping']);
    stop();
  });

  it('[B4] is ended when it has not answered the ping before', async () => {
    const { done, stop } = watched({ answers: false });
    await vi.advanceTimersByTimeAsync(24_000);
    expect(done).toEqual(['ping', 'terminate']);
    stop();
  });

  it('[B16] hears no ping while something waits for it, and is closed with 1013 when it takes nothing of that', async () => {
    const began = performance.now();
    const { done, stop } = watched({ answers: false, queued: 10, isStalled: (patienceMs) => performance.now() - began >= patienceMs });
    await vi.advanceTimersByTimeAsync(29_000);
    expect(done).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(done).toEqual(['close 1013']);
    stop();
  });

  it('[B25] is closed with 1012 at an age between half the oldest and the oldest', async () => {
    const { done, stop } = watched({ answers: true });
    const closed = () => done.filter((what) => what !== 'ping');
    await vi.advanceTimersByTimeAsync(12 * HOUR_MS - 1_000);
    expect(closed()).toEqual([]);
    await vi.advanceTimersByTimeAsync(12 * HOUR_MS + 2_000);
    expect(closed()).toEqual(['close 1012']);
    stop();
  });
});
