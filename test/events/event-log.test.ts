import { z } from 'zod';
import { inSnapshot } from '../../src/database/in-snapshot.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import { defineEvent } from '../../src/events/define-event.ts';
import { emit, lastSeqOf } from '../../src/events/emit.ts';
import { readEvents, readHead } from '../../src/events/event-log.ts';
import { forgetOldEvents } from '../../src/events/forget-old-events.ts';
import type { LoggedEvent } from '../../src/events/logged-event.ts';
import type { TeamContext } from '../../src/shared/context.ts';
import { openTestParts, type TestParts } from '../support/parts.ts';
import { until } from '../support/until.ts';

const Counted = defineEvent({ kind: 'test.counted', version: 1, typeName: 'TestEvent', payload: z.object({ n: z.number() }), visibleTo: () => true });

const count = (ctx: TeamContext, ...numbers: number[]) =>
  inTransaction(ctx, (tx) => {
    for (const n of numbers) emit(tx, Counted, 'thing', { n });
    return Promise.resolve(tx);
  });

const logOf = (ctx: TeamContext) => inSnapshot(ctx, (snapshot) => readEvents(snapshot, 0, 10_000));
const numbersOf = (events: readonly LoggedEvent[]) => events.map(({ payload }) => (payload as { n: number }).n);
const seqsOf = (events: readonly LoggedEvent[]) => events.map(({ seq }) => seq);
const oneTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

let parts: TestParts;
beforeAll(async () => { parts = await openTestParts({ HEAD_CHECK_MS: '100' }); });
afterAll(() => parts.close());

describe('the event log of a team', () => {
  it('[B23] holds the events of a transaction that commits, and none of one that rolls back', async () => {
    const ctx = await parts.team();
    await count(ctx, 1, 2);
    await expect(inTransaction(ctx, (tx) => {
      emit(tx, Counted, 'thing', { n: 3 });
      return Promise.reject(new Error('changed my mind'));
    })).rejects.toThrow('changed my mind');
    const tx = await count(ctx, 4);
    expect(numbersOf(await logOf(ctx))).toEqual([1, 2, 4]);
    expect(lastSeqOf(tx)).toBe(3);
  });

  it('[B23] numbers events densely in the order of the commits, whatever runs at once and rolls back', async () => {
    const teams = await Promise.all([parts.team(), parts.team()]);
    const work = Array.from({ length: 60 }, async (_, index) => {
      const ctx = teams[index % 2]!;
      await inTransaction(ctx, async (tx) => {
        emit(tx, Counted, 'thing', { n: index });
        if (index % 3 === 0) emit(tx, Counted, 'thing', { n: index + 0.5 });
        await tx.em.execute('select 1');
        if (index % 7 === 0) throw new Error('rolled back on purpose');
      }).catch((error: unknown) => { expect(error).toEqual(new Error('rolled back on purpose')); });
    });
    await Promise.all(work);
    for (const ctx of teams) {
      const events = await logOf(ctx);
      expect(events.length).toBeGreaterThan(20);
      expect(seqsOf(events)).toEqual(oneTo(events.length));
      expect((await inSnapshot(ctx, readHead)).head).toBe(events.length);
      const pairs = numbersOf(events).filter((n) => !Number.isInteger(n));
      for (const half of pairs) expect(numbersOf(events)[numbersOf(events).indexOf(half) - 1]).toBe(half - 0.5);
    }
  });

  it('gives a snapshot a head that matches its rows exactly, while others write', async () => {
    const ctx = await parts.team();
    const writing = Promise.all(oneTo(30).map((n) => count(ctx, n)));
    for (let look = 0; look < 15; look += 1) {
      const [head, rows] = await inSnapshot(ctx, async (snapshot) => [await readHead(snapshot), await readEvents(snapshot, 0, 1_000)] as const);
      expect(head.head).toBe(rows.length);
    }
    await writing;
  });
});

describe('a followed stream', () => {
  it('[B23] delivers what commits after following, once and in order', async () => {
    const ctx = await parts.team();
    await count(ctx, 1);
    const seen: LoggedEvent[] = [];
    const following = await ctx.parts.streams.follow(ctx.actor.teamId, (events) => seen.push(...events));
    expect(following.last()).toBe(1);
    await Promise.all(oneTo(25).map((n) => count(ctx, n)));
    await until('all events are seen', () => seen.length >= 25);
    expect(seqsOf(seen)).toEqual(oneTo(26).slice(1));
    following.stop();
  });

  it('[B23] finds by the head check what was committed and never published', async () => {
    const ctx = await parts.team();
    const seen: LoggedEvent[] = [];
    const following = await ctx.parts.streams.follow(ctx.actor.teamId, (events) => seen.push(...events));
    const hooks = ctx.parts.database.hooks.splice(0);
    ctx.parts.database.hooks.push(...hooks.map(({ beforeCommit }) => (beforeCommit ? { beforeCommit } : {})));
    await count(ctx, 1, 2);
    ctx.parts.database.hooks.splice(0, hooks.length, ...hooks);
    await until('the head check has found them', () => seen.length === 2);
    expect(numbersOf(seen)).toEqual([1, 2]);
    following.stop();
  });

  it('reads the log where a message of the bus skips numbers, repeats them, or is none of ours', async () => {
    const ctx = await parts.team();
    const seen: LoggedEvent[] = [];
    const following = await ctx.parts.streams.follow(ctx.actor.teamId, (events) => seen.push(...events));
    const channel = `leadwire:team:${ctx.actor.teamId}`;
    await count(ctx, 1, 2, 3);
    for (const message of [{ epoch: ctx.parts.streams.epoch, from: 9, to: 9, events: null }, { epoch: 'other', from: 4, to: 4, events: null }, 'garbage', { from: 1 }, null])
      await ctx.parts.bus.publish(channel, message as object);
    await ctx.parts.bus.publish(channel, { epoch: ctx.parts.streams.epoch, from: 1, to: 2, events: null });
    await count(ctx, 4);
    await until('all four are seen', () => seen.length >= 4);
    expect(seqsOf(seen)).toEqual([1, 2, 3, 4]);
    following.stop();
  });
});

describe('a message that skips numbers', () => {
  it('[B23] is not taken for the next one: what lies between is read first', async () => {
    const slow = await openTestParts({ HEAD_CHECK_MS: '60000' });
    const ctx = await slow.team();
    const seen: LoggedEvent[] = [];
    const following = await ctx.parts.streams.follow(ctx.actor.teamId, (events) => seen.push(...events));
    const hooks = ctx.parts.database.hooks.splice(0);
    ctx.parts.database.hooks.push(...hooks.map(({ beforeCommit }) => (beforeCommit ? { beforeCommit } : {})));
    await count(ctx, 1);
    await count(ctx, 2);
    const [, second] = await logOf(ctx);
    await ctx.parts.bus.publish(`leadwire:team:${ctx.actor.teamId}`, { epoch: ctx.parts.streams.epoch, from: 2, to: 2, events: [second] });
    await until('both are seen', () => seen.length >= 2);
    expect(seqsOf(seen)).toEqual([1, 2]);
    following.stop();
    await slow.close();
  });
});

describe('retention', () => {
  it('forgets events that are old enough, and says from where a cursor can still go on', async () => {
    const ctx = await parts.team();
    await count(ctx, 1, 2, 3);
    await inTransaction(ctx, ({ em }) => em.execute("update team_events set occurred_at = now() - interval '8 days' where seq <= 2"));
    await forgetOldEvents(parts.base);
    expect(seqsOf(await logOf(ctx))).toEqual([3]);
    expect(await inSnapshot(ctx, readHead)).toEqual({ head: 3, minSeq: 3 });
  });
});
