import { z } from 'zod';
import { inTransaction } from '../../src/database/in-transaction.ts';
import { defineJob, type JobContext } from '../../src/jobs/define-job.ts';
import { enqueue } from '../../src/jobs/enqueue.ts';
import { installQueues } from '../../src/jobs/queue.ts';
import { startWorker, type Worker } from '../../src/jobs/worker.ts';
import { openTestParts, type TestParts } from '../support/parts.ts';
import { until } from '../support/until.ts';

const ran: string[] = [];
const held = new Map<string, PromiseWithResolvers<void>>();
let running = 0;
let mostAtOnce = 0;

const Noted = defineJob({
  name: 'test.noted',
  payload: z.object({ teamId: z.string(), note: z.string(), key: z.string() }),
  key: ({ teamId, key }) => `${teamId}/${key}`,
  concurrency: 3,
  run: async (ctx: JobContext, { note, key }) => {
    expect(ctx.actor).toMatchObject({ kind: 'SYSTEM', job: 'test.noted' });
    running += 1;
    mostAtOnce = Math.max(mostAtOnce, running);
    ran.push(note);
    await held.get(key)?.promise;
    running -= 1;
    if (note === 'fails once' && ran.filter((other) => other === note).length === 1) throw new Error('failed on purpose');
  },
});

let parts: TestParts;
let worker: Worker;
beforeAll(async () => {
  parts = await openTestParts();
  await installQueues(parts.queueStore, [Noted]);
  await parts.grant();
  worker = await startWorker(parts.base, parts.boss, [Noted]);
  await parts.onWork(worker.wake);
});
afterAll(async () => {
  await worker.stop(1_000);
  await parts.close();
});
beforeEach(() => {
  ran.length = 0;
  held.clear();
  mostAtOnce = 0;
});

describe('a job', () => {
  it('[I7] runs once its transaction has committed, and never when it rolls back', async () => {
    const ctx = await parts.team();
    await expect(inTransaction(ctx, (tx) => {
      enqueue(tx, Noted, { teamId: ctx.actor.teamId, note: 'rolled back', key: 'a' });
      return Promise.reject(new Error('changed my mind'));
    })).rejects.toThrow('changed my mind');
    await inTransaction(ctx, (tx) => { enqueue(tx, Noted, { teamId: ctx.actor.teamId, note: 'committed', key: 'a' }); return Promise.resolve(); });
    await until('it has run', () => ran.includes('committed'));
    expect(ran).toEqual(['committed']);
  });

  it('[I7] waits once and runs once per key, and does not hold up other keys', async () => {
    const ctx = await parts.team();
    const order = (note: string, key: string) => inTransaction(ctx, (tx) => { enqueue(tx, Noted, { teamId: ctx.actor.teamId, note, key }); return Promise.resolve(); });
    const gate = Promise.withResolvers<void>();
    held.set('busy', gate);
    await order('first', 'busy');
    await until('it runs', () => ran.includes('first'));
    await Promise.all(['second', 'third', 'fourth'].map((note) => order(note, 'busy')));
    await order('elsewhere', 'free');
    await until('another key has run meanwhile', () => ran.includes('elsewhere'));
    expect(ran).toEqual(['first', 'elsewhere']);
    gate.resolve();
    await until('the one that waited runs', () => ran.length === 3);
    await order('last', 'busy');
    await until('the key is free again', () => ran.includes('last'));
    expect(ran).toHaveLength(4);
    expect(mostAtOnce).toBeLessThanOrEqual(2);
  });

  it('[I7] runs again after it has failed', async () => {
    const ctx = await parts.team();
    await inTransaction(ctx, (tx) => { enqueue(tx, Noted, { teamId: ctx.actor.teamId, note: 'fails once', key: 'a' }); return Promise.resolve(); });
    await until('it has run twice', () => ran.length === 2);
  });

  it('is ordered for the team of the transaction only', async () => {
    const [mine, theirs] = [await parts.team(), await parts.team()];
    await expect(inTransaction(mine, (tx) => { enqueue(tx, Noted, { teamId: theirs.actor.teamId, note: 'foreign', key: 'a' }); return Promise.resolve(); })).rejects.toThrow(/team of the transaction/);
  });
});
