import type { LoggedEvent } from '../../src/events/logged-event.ts';
import { createBodies } from '../../src/realtime/bodies.ts';
import { Body } from '../../src/realtime/body.ts';
import { Follower } from '../../src/realtime/follower.ts';
import { Group } from '../../src/realtime/group.ts';
import type { Selection } from '../../src/realtime/selection.ts';
import { until } from '../support/until.ts';

const eventOf = (seq: number): LoggedEvent =>
  ({ teamId: 'team_x', seq, kind: 'x', version: 1, resourceId: 'x', actor: { kind: 'SYSTEM' } as LoggedEvent['actor'], occurredAt: new Date(), payload: {} });

/** A log, a group over it that takes even numbers alone, and a follower whose reader can be told to stop. */
const scene = (from: number, length: number) => {
  const log = Array.from({ length }, (_, at) => eventOf(at + 1));
  const rendering = { held: null as Promise<void> | null };
  // What a group asks of a selection, and no more.
  const selection: Pick<Selection, 'match' | 'render'> = {
    match: ({ seq }: LoggedEvent) => (seq % 2 === 0 ? 'MATCHES' : null),
    render: async ({ seq }: LoggedEvent) => {
      await rendering.held;
      return new Body({ data: { seq } });
    },
  };
  const got: number[] = [];
  const reader = { hasRoom: true, waiting: [] as (() => void)[], error: undefined as Error | undefined };
  const sink = {
    get hasRoom() { return reader.hasRoom; },
    awaitRoom: (onRoom: () => void) => { reader.waiting.push(onRoom); },
    put: ({ json }: Body) => { got.push((JSON.parse(json) as { data: { seq: number } }).data.seq); },
    fail: (error: Error) => { reader.error = error; },
  };
  const group = new Group(selection as Selection, createBodies(), { onEmpty: () => undefined, onDelivered: () => undefined });
  const following = { last: () => log.length, minSeq: () => 1, stop: () => undefined, read: (after: number) => log.slice(after, after + 3) };
  let ends = 0;
  const follower = new Follower({ group, following, epoch: 'e', sink, from, onEnd: () => { ends += 1; } });
  const happen = (count = 1) => {
    for (let n = 0; n < count; n += 1) {
      const event = eventOf(log.length + 1);
      log.push(event);
      group.offer(event);
    }
  };
  const read = () => {
    reader.hasRoom = true;
    for (const onRoom of reader.waiting.splice(0)) onRoom();
  };
  return { got, reader, follower, group, rendering, happen, read, ends: () => ends };
};

const evens = (from: number, to: number) => Array.from({ length: to }, (_, at) => at + 1).filter((seq) => seq > from && seq % 2 === 0);

describe('a follower', () => {
  it('[B9] reads what lies behind its place, and goes on live without a seam', async () => {
    const { got, follower, happen } = scene(3, 20);
    expect(follower.isBehind).toBe(true);
    happen(5);
    await until('it is live', () => !follower.isBehind);
    happen(5);
    await until('all have come', () => got.length === evens(3, 30).length);
    expect(got).toEqual(evens(3, 30));
  });

  it('[B9] is not given again what it has read from the log, when its group is still at work on it', async () => {
    const first = scene(0, 0);
    const { got, group, rendering, happen } = first;
    await until('it is live', () => !first.follower.isBehind);
    const held = Promise.withResolvers<void>();
    rendering.held = held.promise;
    happen(4);
    const late: number[] = [];
    const second = new Follower({
      group, epoch: 'e', from: 4, onEnd: () => undefined,
      following: { last: () => 4, minSeq: () => 1, stop: () => undefined, read: () => [] },
      sink: { hasRoom: true, awaitRoom: () => undefined, put: ({ json }) => { late.push((JSON.parse(json) as { data: { seq: number } }).data.seq); }, fail: () => undefined },
    });
    expect(second.isBehind).toBe(false);
    held.resolve();
    rendering.held = null;
    happen(2);
    await until('both have the last', () => got.length === 3 && late.length === 1);
    expect([got, late]).toEqual([[2, 4, 6], [6]]);
  });

  it('[B16] keeps its place while its reader has no room, and repeats and skips nothing afterwards', async () => {
    const { got, reader, follower, happen, read } = scene(0, 0);
    await until('it is live', () => !follower.isBehind);
    happen(4);
    await until('two have come', () => got.length === 2);
    reader.hasRoom = false;
    happen(7);
    await until('it has fallen behind', () => follower.isBehind);
    happen(9);
    expect(got).toEqual([2, 4]);
    read();
    await until('all have come', () => got.length === 10);
    happen(2);
    await until('it is live again', () => got.length === 11);
    expect(got).toEqual(evens(0, 22));
  });

  it('[B16] reads the log where its team is faster than its selection, so that what waits for the execution is bounded', async () => {
    const { got, follower, rendering, happen, read } = scene(0, 0);
    await until('it is live', () => !follower.isBehind);
    const held = Promise.withResolvers<void>();
    rendering.held = held.promise;
    happen(2_001);
    expect(follower.isBehind).toBe(false);
    happen(1);
    expect(follower.isBehind).toBe(true);
    held.resolve();
    rendering.held = null;
    read();
    await until('all have come', () => got.length === evens(0, 2_002).length);
    happen(2);
    await until('it is live again', () => got.length === evens(0, 2_004).length);
    expect(got).toEqual(evens(0, 2_004));
  });

  it('[B9] ends with CURSOR_EXPIRED where the log has been cut off under it', async () => {
    const { reader, ends } = scene(-5, 3);
    await until('it has failed', () => reader.error !== undefined);
    expect([(reader.error as { code?: string }).code, ends()]).toEqual(['CURSOR_EXPIRED', 1]);
  });

  it('[B6] gets nothing more once it has ended, and ends once', async () => {
    const { got, follower, happen, ends, group } = scene(0, 0);
    await until('it is live', () => !follower.isBehind);
    happen(2);
    follower.end();
    follower.end();
    happen(2);
    await new Promise((resolve) => { setImmediate(resolve); });
    expect([got, ends(), group.size]).toEqual([[], 1, 0]);
  });
});
