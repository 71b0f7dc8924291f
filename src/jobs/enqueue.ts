import { fromKysely, type KyselyTransactionLike, type PgBoss } from 'pg-boss';
import type { z } from 'zod';
import type { CommitHook, Unit } from '../database/database.ts';
import type { Tx } from '../database/in-transaction.ts';
import type { JobDefinition, TeamPayload } from './define-job.ts';

interface PendingJob {
  name: string;
  key: string;
  payload: TeamPayload;
}

const pending = new WeakMap<Unit, Map<string, PendingJob>>();

/**
 * Orders work with the transaction: it is in the queue when the transaction commits, and nowhere when it does not.
 * Where a job with the same key waits already, that one does.
 * @throws ZodError when the payload is not of the job's shape
 */
export const enqueue = <P extends z.ZodType<TeamPayload>>(tx: Tx, job: JobDefinition<P>, payload: z.input<P>): void => {
  const parsed = job.payload.parse(payload);
  if (parsed.teamId !== tx.actor.teamId) throw new Error('A job is ordered for the team of the transaction.');
  const jobs = pending.get(tx.unit) ?? new Map<string, PendingJob>();
  pending.set(tx.unit, jobs);
  jobs.set(`${job.name} ${job.key(parsed)}`, { name: job.name, key: job.key(parsed), payload: parsed });
};

/**
 * Sends what was ordered as late as possible, since a waiting job of the same key locks its row until we commit, and
 * calls `wake` afterwards: no NOTIFY, which would take a lock that all commits of the database share.
 */
export const jobsHook = (boss: PgBoss, wake: (queue: string) => void): CommitHook => ({
  beforeCommit: async (unit) => {
    const transaction = unit.em.getTransactionContext<KyselyTransactionLike>();
    const jobs = pending.get(unit);
    if (!jobs || !transaction) return;
    // In the order of their keys, so that two transactions never wait for each other.
    for (const { name, key, payload } of [...jobs.values()].sort((a, b) => (a.name + a.key < b.name + b.key ? -1 : 1)))
      await boss.send(name, payload, { singletonKey: key, group: { id: key }, db: fromKysely(transaction) });
  },
  afterCommit: (unit) => {
    for (const name of new Set([...(pending.get(unit)?.values() ?? [])].map((job) => job.name))) wake(name);
  },
});
