import type { LoggedEvent } from '../../src/events/logged-event.ts';
import type { Member } from '../../src/realtime/group.ts';
import { createRooms, type Rooms } from '../../src/realtime/rooms.ts';
import type { Selection } from '../../src/realtime/selection.ts';
import type { SubscriptionDefinition } from '../../src/realtime/subscription.ts';
import type { Session } from '../../src/realtime/team-room.ts';
import { Body } from '../../src/realtime/body.ts';
import { systemClock } from '../../src/shared/clock.ts';

const event = (seq: number, kind: string): LoggedEvent =>
  ({ teamId: 't', seq, kind, version: 1, resourceId: 'r', actor: { kind: 'SYSTEM' } as LoggedEvent['actor'], occurredAt: new Date(), payload: null });

const definition: SubscriptionDefinition = { kinds: ['note'], resourceId: () => null, match: () => 'MATCHES', authorize: () => undefined };
const selection: Pick<Selection, 'key' | 'resourceId' | 'definition' | 'match' | 'render'> =
  { key: 'all', resourceId: null, definition, match: () => 'MATCHES', render: () => Promise.resolve(new Body({ data: {} })) };

let rooms: Rooms;
let tell: (events: LoggedEvent[]) => void;
let stopped: number;
beforeEach(() => {
  stopped = 0;
  const follow = (_: string, onEvents: (events: readonly LoggedEvent[]) => void) => {
    tell = onEvents;
    return Promise.resolve({ last: () => 0, minSeq: () => 1, read: () => [], stop: () => { stopped += 1; } });
  };
  rooms = createRooms({ follow }, { endsAccess: ({ kind }) => (kind === 'ends' ? () => true : null), clock: systemClock, observer: undefined });
});

const session = (end: () => void = () => undefined): Session => ({ actor: { kind: 'SYSTEM', teamId: 't', job: 'test' }, end });
const later = async () => {
  const now = performance.now();
  while (performance.now() <= now) await Promise.resolve();
  return performance.now();
};

describe('who enters a room', () => {
  it('[B17] has seen all where the room was there before, and nobody lost access since', async () => {
    await rooms.hold('t');
    const since = await later();
    expect(await rooms.enter(session(), since)).toBe(true);
  });

  it('[B17] looks again where the room was opened after its credentials were looked at', async () => {
    const since = performance.now();
    expect(await rooms.enter(session(), since)).toBe(false);
  });

  it('[B17] looks again where somebody lost access between', async () => {
    await rooms.hold('t');
    const since = await later();
    tell([event(1, 'ends')]);
    expect(await rooms.enter(session(), since)).toBe(false);
  });

  it('[B17] is ended before what is above the end in the same batch is handed out', async () => {
    const { room } = await rooms.hold('t');
    const told: string[] = [];
    const member: Member = { take: (seq) => { told.push(`event ${String(seq)}`); }, fallBehind: () => undefined, fail: (error) => { throw error; } };
    const group = room.groupOf(selection as Selection);
    group.enter(member);
    group.join(member);
    await rooms.enter(session(() => {
      told.push('end');
      group.leave(member);
    }), performance.now());
    tell([event(1, 'ends'), event(2, 'note')]);
    await new Promise((resolve) => { setImmediate(resolve); });
    expect(told).toEqual(['end']);
  });

  it('[B12] closes the room when the last of all holds is released, and a hold counts once however often it is', async () => {
    const [first, second] = [await rooms.hold('t'), session()];
    await rooms.enter(second, 0);
    first.release();
    first.release();
    expect([stopped, [...rooms.all()].length]).toEqual([0, 1]);
    rooms.leave(second);
    rooms.leave(second);
    await Promise.resolve();
    expect([stopped, [...rooms.all()].length]).toEqual([1, 0]);
  });
});
