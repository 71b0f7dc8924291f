import type { Peer } from '../../src/realtime/peer.ts';
import { Inbox } from '../../src/realtime/inbox.ts';
import { AppError } from '../../src/shared/app-error.ts';
import type { RequestOrigin } from '../../src/shared/context.ts';

beforeEach(() => { vi.useFakeTimers({ toNotFake: ['setImmediate'] }); });
afterEach(() => { vi.useRealTimers(); });

const settled = () => new Promise((resolve) => { setImmediate(resolve); });
const subscribe = (id: string) => JSON.stringify({ id, type: 'subscribe', payload: { query: '{ __typename }' } });

/** An inbox whose sender may send what `mayPass` says; only what it uses of its peer is there. */
const scene = (mayPass: () => boolean) => {
  const told: string[] = [];
  const socket = { readyState: 1, OPEN: 1, isPaused: false, pause: () => { socket.isPaused = true; }, resume: () => { socket.isPaused = false; } };
  const peer = {
    socket, wire: { hasRoom: true, awaitRoom: () => undefined }, isGone: false, running: new Map(), origin: {} as RequestOrigin,
    greeted: { actor: { kind: 'USER', teamId: 'team_a', id: 'user_ada' } },
  };
  const inbox = new Inbox({
    peer: peer as object as Peer,
    budget: {
      take: () => (mayPass() ? Promise.resolve({ limit: 1, remaining: 0, resetMs: 0 }) : Promise.reject(new AppError('RATE_LIMITED', 'Too much at once.', { retryAfter: 700 }))),
      give: () => Promise.resolve(), look: () => Promise.resolve({ limit: 1, remaining: 0, resetMs: 0 }), forget: () => Promise.resolve(),
    },
    strangerMax: 10, initBytes: 1_000,
    handle: (text) => { told.push(`handled ${(JSON.parse(text) as { id: string }).id}`); },
    fail: (error) => { throw error; },
    refuse: (id) => { told.push(`refused ${id}`); },
  });
  return { inbox, told, socket };
};

describe('whoever sends too much', () => {
  it('[B10] is not read again before it may send more', async () => {
    let mayPass = false;
    const { inbox, told } = scene(() => mayPass);
    inbox.push(subscribe('1'));
    await settled();
    mayPass = true;
    inbox.push(subscribe('2'));
    await settled();
    expect(told).toEqual(['refused 1']);
    await vi.advanceTimersByTimeAsync(700);
    await settled();
    expect(told).toEqual(['refused 1', 'handled 2']);
  });

  it('[B10] is held up at its own end while it goes on all the same', async () => {
    const { inbox, told, socket } = scene(() => false);
    inbox.push(subscribe('first'));
    await settled();
    for (let n = 0; n < 32; n += 1) inbox.push(subscribe(String(n)));
    expect([told, socket.isPaused]).toEqual([['refused first'], true]);
  });
});
