import type { LoggedEvent } from '../../src/events/logged-event.ts';
import { createBodies } from '../../src/realtime/bodies.ts';
import { Body } from '../../src/realtime/body.ts';
import { Follower } from '../../src/realtime/follower.ts';
import { Group } from '../../src/realtime/group.ts';
import type { Selection } from '../../src/realtime/selection.ts';
import type { Sink } from '../../src/realtime/sink.ts';

/** Numbers that look random and are the same in every run. */
const dice = (seed: number) => {
  let state = seed;
  return (sides: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
};

const turns = async (count: number) => { for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => { setImmediate(resolve); }); };

const eventAt = (seq: number): LoggedEvent =>
  ({ teamId: 't', seq, kind: 'k', version: 1, resourceId: 'r', actor: { kind: 'SYSTEM' } as LoggedEvent['actor'], occurredAt: new Date(0), payload: null });

/** Every third event does not match; results take a turn or two, as if they read something. */
const selection = (roll: (sides: number) => number): Pick<Selection, 'match' | 'render'> => ({
  match: ({ seq }: LoggedEvent) => (seq % 3 === 0 ? null : 'MATCHES'),
  render: async ({ seq }: LoggedEvent) => {
    await turns(roll(3));
    return new Body({ data: { seq } });
  },
});

/** A reader that takes results only while it has room. */
const reader = () => {
  const seqs: number[] = [];
  let room = 0;
  let waiting: (() => void)[] = [];
  const sink: Sink = {
    get hasRoom() { return room > 0; },
    awaitRoom: (onRoom) => {
      if (room > 0) onRoom();
      else waiting.push(onRoom);
    },
    put: ({ json }) => {
      if (room <= 0) throw new Error('A result came without room for it.');
      room -= 1;
      seqs.push((JSON.parse(json) as { data: { seq: number } }).data.seq);
    },
    fail: (error) => { throw error; },
  };
  const give = (more: number) => {
    room += more;
    const called = waiting;
    waiting = [];
    for (const onRoom of called) onRoom();
  };
  return { seqs, sink, give };
};

/** One group over a log that grows, and what is asked of the log takes its time. */
const world = (roll: (sides: number) => number) => {
  const log: LoggedEvent[] = [];
  const left = { times: 0 };
  const group = new Group(selection(roll) as Selection, createBodies(), { onDelivered: () => undefined, onEmpty: () => { left.times += 1; } });
  const read = async (after: number): Promise<LoggedEvent[]> => {
    const found = log.slice(after, after + 1 + roll(4));
    await turns(roll(2));
    return found;
  };
  const following = { last: () => log.length, minSeq: () => 1, read, stop: () => undefined };
  const commit = (count: number) => {
    const first = log.length;
    for (let n = 1; n <= count; n += 1) log.push(eventAt(first + n));
    for (const event of log.slice(first)) group.offer(event);
  };
  const follow = (sink: Sink, from: number, onEnd = () => undefined as void) => new Follower({ group, following, epoch: 'e', sink, from, onEnd });
  return { log, group, commit, follow, left };
};

describe('a subscription', () => {
  it.each(Array.from({ length: 20 }, (_, seed) => seed + 1))('[B16] gets every event that matches, in order and once, however its reader stops and goes on (%i)', async (seed) => {
    const roll = dice(seed);
    const { log, commit, follow } = world(roll);
    commit(10);
    const readers = [0, 4, 10].map((from) => ({ from, ...reader() }));
    const followers = readers.map(({ sink, from }) => follow(sink, from));
    for (let step = 0; step < 120; step += 1) {
      if (roll(2) === 0) commit(1 + roll(4));
      for (const { give } of readers) if (roll(3) === 0) give(1 + roll(5));
      await turns(roll(3));
    }
    for (const { give } of readers) give(1_000);
    await turns(500);
    for (const { seqs, from } of readers)
      expect(seqs).toEqual(log.map(({ seq }) => seq).filter((seq) => seq > from && seq % 3 !== 0));
    expect(followers.map(({ isBehind }) => isBehind)).toEqual([false, false, false]);
  });

  it('[B16] passes over a live event that it has read from the log already', async () => {
    const { commit, follow } = world(dice(1));
    const { seqs, sink, give } = reader();
    give(100);
    commit(2);
    const follower = follow(sink, 0);
    await turns(30);
    follower.take(2, new Body({ data: { seq: 2 } }));
    expect([seqs, follower.position]).toEqual([[1, 2], 2]);
  });

  it('[B8] leaves others their turn while it reads a long log from memory', async () => {
    const { commit, follow } = world(dice(1));
    const { sink } = reader();
    commit(3_000);
    const follower = follow(sink, 0);
    await turns(20);
    expect(follower.position).toBeLessThan(3_000);
    follower.end();
  });

  it('[B12] lets go of its group and of its room when it ends, once', async () => {
    const { commit, follow, group, left } = world(dice(1));
    const { seqs, sink, give } = reader();
    give(100);
    let ends = 0;
    const follower = follow(sink, 0, () => { ends += 1; });
    await turns(5);
    follower.end();
    follower.end();
    commit(5);
    await turns(20);
    expect([seqs, ends, left.times, group.size]).toEqual([[], 1, 1, 0]);
  });
});
