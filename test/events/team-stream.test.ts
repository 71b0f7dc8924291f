import { z } from 'zod';
import { inSnapshot } from '../../src/database/in-snapshot.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import type { Bus } from '../../src/events/bus.ts';
import { defineEvent } from '../../src/events/define-event.ts';
import { emit } from '../../src/events/emit.ts';
import { readHead } from '../../src/events/event-log.ts';
import type { LoggedEvent } from '../../src/events/logged-event.ts';
import { recentEvents } from '../../src/events/recent-events.ts';
import { TeamStream } from '../../src/events/team-stream.ts';
import type { TeamContext } from '../../src/shared/context.ts';
import { openTestParts, type TestParts } from '../support/parts.ts';
import { until } from '../support/until.ts';

const Counted = defineEvent({ kind: 'test.counted', version: 1, typeName: 'TestEvent', payload: z.object({}), visibleTo: () => true });

/** A bus that brings nothing: the stream knows what it is told of, and no more. */
const silent: Bus = { status: () => 'down', publish: () => Promise.resolve(false), subscribe: () => Promise.resolve(() => undefined), close: () => Promise.resolve() };

let parts: TestParts;
beforeAll(async () => { parts = await openTestParts(); });
afterAll(() => parts.close());

const write = (ctx: TeamContext, count: number) =>
  inTransaction(ctx, (tx) => {
    for (let n = 0; n < count; n += 1) emit(tx, Counted, 'thing', {});
    return Promise.resolve();
  });

const seqsOf = (events: readonly LoggedEvent[]) => events.map(({ seq }) => seq);

const started = async (ctx: TeamContext) => {
  const delivered: number[] = [];
  const stream = new TeamStream({
    ctx: { ...ctx, parts: { ...ctx.parts, bus: silent } },
    epoch: ctx.parts.streams.epoch,
    recent: recentEvents(10_000_000),
    readHead: () => inSnapshot(ctx, readHead),
    onRepaired: () => undefined,
    deliver: (events) => { delivered.push(...seqsOf(events)); },
  });
  await stream.start();
  return { stream, delivered };
};

describe('the stream of a team', () => {
  it('[B17] reads nothing that it has not delivered, whatever the log has: a revocation may stand between', async () => {
    const ctx = await parts.team();
    await write(ctx, 3);
    const { stream, delivered } = await started(ctx);
    await write(ctx, 2);
    expect([seqsOf(await stream.read(0)), seqsOf(await stream.read(3))]).toEqual([[1, 2, 3], []]);
    stream.notice({ head: 5, minSeq: 1 });
    await until('it has read what it missed', () => stream.last === 5);
    expect([delivered, seqsOf(await stream.read(0))]).toEqual([[4, 5], [1, 2, 3, 4, 5]]);
    stream.stop();
  });

  it('[B8] reads a page once for all who ask for anything in it at the same time', async () => {
    const ctx = await parts.team();
    await write(ctx, 20);
    const { stream } = await started(ctx);
    const connection = ctx.parts.database.orm.em.getDriver().getConnection();
    const execute = connection.execute.bind(connection);
    let reads = 0;
    connection.execute = (...args) => {
      if (typeof args[0] === 'string' && args[0].includes('from team_events')) reads += 1;
      return execute(...args);
    };
    const found = await Promise.all([0, 1, 7, 19].map(async (after) => stream.read(after)));
    connection.execute = execute;
    expect([found.map((events) => events[0]?.seq), reads]).toEqual([[1, 2, 8, 20], 1]);
    stream.stop();
  });
});
