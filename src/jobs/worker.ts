import type { PgBoss } from 'pg-boss';
import type { Context } from '../shared/context.ts';
import { newId } from '../shared/ids.ts';
import type { JobDefinition } from './define-job.ts';

/** pg-boss's smallest: the net under the wake-ups, and the longest a job waits when one is lost. */
const POLL_SECONDS = 0.5;

export interface Worker {
  /** Looks into the queue now; a name that this process does not work on is ignored. */
  readonly wake: (queue: string) => void;
  /** Lets running jobs finish for `graceMs`, then aborts their signal and gives them back. */
  readonly stop: (graceMs: number) => Promise<void>;
}

const start = async (base: Omit<Context, 'actor'>, boss: PgBoss, definition: JobDefinition): Promise<string> => {
  const { name, concurrency } = definition;
  const options = { pollingIntervalSeconds: POLL_SECONDS, batchSize: 1, localConcurrency: concurrency, groupConcurrency: 1 } as const;
  return boss.work<unknown, void, typeof options>(name, options, async ([job]) => {
    if (!job) return;
    const payload = definition.payload.parse(job.data) as { teamId: string };
    const requestId = newId('request');
    const ctx = { ...base, requestId, log: base.log.child({ job: name, requestId, teamId: payload.teamId }), signal: job.signal };
    try {
      await definition.run({ ...ctx, actor: { kind: 'SYSTEM', teamId: payload.teamId, job: name } }, payload);
    } catch (error) {
      ctx.log.error({ err: error }, 'jobs: a job failed and will run again');
      throw error;
    }
  });
};

/** Works on the given jobs until stopped. A job whose process dies is taken up by another worker. */
export const startWorker = async (base: Omit<Context, 'actor'>, boss: PgBoss, jobs: readonly JobDefinition[]): Promise<Worker> => {
  const workers = new Map<string, string>();
  for (const job of jobs) workers.set(job.name, await start(base, boss, job));
  return {
    wake: (queue) => {
      const id = workers.get(queue);
      if (id !== undefined) boss.notifyWorker(id);
    },
    stop: (graceMs) => boss.stop({ graceful: true, timeout: graceMs }),
  };
};
