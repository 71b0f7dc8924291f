import fc from 'fast-check';
import type { CrmPace } from '../../../src/crm/crm-provider.ts';
import { bucketRule, pauseOf } from '../../../src/crm/pace/bucket-rule.ts';
import { memoryBuckets } from '../../../src/crm/pace/memory-buckets.ts';
import { rollingWindow } from './rolling-window.ts';

const plans: [string, CrmPace][] = [
  ['100 in 10 s', { requests: 100, per: 10_000 }],
  ['110 in 10 s', { requests: 110, per: 10_000 }],
  ['190 in 10 s', { requests: 190, per: 10_000 }],
  ['5 in 1 s', { requests: 5, per: 1_000 }],
  ['1 in 1 s', { requests: 1, per: 1_000 }],
];

describe.each(plans)('a bucket of %s', (_, pace) => {
  const rule = bucketRule(pace);

  it('[G6] never lets more through in any window than the provider takes, however people and jobs ask', async () => {
    const step = fc.record({ pauseMs: fc.integer({ min: 0, max: 2_000 }), people: fc.integer({ min: 0, max: 40 }), jobs: fc.integer({ min: 0, max: 40 }) });
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      let now = 0;
      const buckets = memoryBuckets(() => now);
      const moments: number[] = [];
      for (const { pauseMs, people, jobs } of steps) {
        now += pauseMs;
        for (const [count, leadMs, patienceMs] of [[jobs, rule.leadOfJobsMs, 0], [people, rule.leadMs, 5_000]] as const)
          for (let asked = 0; asked < count; asked += 1) {
            const turn = await buckets.take('k', { stepMs: rule.stepMs, leadMs, patienceMs });
            if (turn.booked) moments.push(now + turn.waitMs);
          }
      }
      const provider = rollingWindow(pace);
      expect(moments.sort((a, b) => a - b).filter((at) => !provider.arrive(at).taken)).toEqual([]);
    }));
  });

  it('[G6] lets a job that never rests use nearly all of it', async () => {
    if (pace.requests < 20) return;
    let now = 0;
    const buckets = memoryBuckets(() => now);
    let sent = 0;
    const windows = 6;
    while (now < windows * pace.per) {
      const turn = await buckets.take('k', { stepMs: rule.stepMs, leadMs: rule.leadOfJobsMs, patienceMs: 0 });
      if (turn.booked) sent += 1;
      else now += Math.max(turn.waitMs, 0.001);
    }
    expect(sent / (windows * pace.requests)).toBeGreaterThanOrEqual(0.9);
  });
});

describe('a bucket', () => {
  const rule = bucketRule({ requests: 100, per: 10_000 });
  const asPerson = { stepMs: rule.stepMs, leadMs: rule.leadMs, patienceMs: 5_000 };
  const asJob = { stepMs: rule.stepMs, leadMs: rule.leadOfJobsMs, patienceMs: 0 };

  it('[G6] has room for people while jobs take all that they get', async () => {
    const buckets = memoryBuckets(() => 0);
    while ((await buckets.take('k', asJob)).booked);
    expect(await buckets.take('k', asPerson)).toEqual({ booked: true, waitMs: 0 });
    expect((await buckets.take('k', asJob)).booked).toBe(false);
  });

  it('[G6] gives turns in the order in which they were asked for, and books none that comes too late', async () => {
    const buckets = memoryBuckets(() => 0);
    const waits: number[] = [];
    for (let turn = await buckets.take('k', asPerson); turn.booked; turn = await buckets.take('k', asPerson)) waits.push(turn.waitMs);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits.at(-1)).toBeLessThanOrEqual(asPerson.patienceMs);
    const last = await buckets.take('k', asPerson);
    expect(last).toMatchObject({ booked: false });
    expect(last.waitMs).toBeGreaterThan(asPerson.patienceMs);
    expect(await buckets.take('k', asPerson)).toEqual(last);
    expect(await buckets.take('another connection', asPerson)).toEqual({ booked: true, waitMs: 0 });
  });

  it('[G6] that is closed lets nobody through before it opens, and never opens earlier for being closed again', async () => {
    let now = 0;
    const buckets = memoryBuckets(() => now);
    await buckets.hold('k', rule.leadMs, 3_000);
    await buckets.hold('k', rule.leadMs, 100);
    expect(await buckets.take('k', { ...asPerson, patienceMs: 1_000 })).toEqual({ booked: false, waitMs: 3_000 });
    now = 3_000;
    expect(await buckets.take('k', asPerson)).toEqual({ booked: true, waitMs: 0 });
  });

  it('[G6] pauses the longer the less the provider says is left, and not at all where that is enough', () => {
    const pauses = [100, 5, 4, 2, 0].map((remaining) => pauseOf(rule, { limit: 100, remaining }));
    expect(pauses.slice(0, 2)).toEqual([0, 0]);
    expect(pauses.slice(2)).toEqual([rule.stepMs, 3 * rule.stepMs, 5 * rule.stepMs]);
  });
});
