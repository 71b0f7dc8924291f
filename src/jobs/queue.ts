import { PgBoss, fromPglite } from 'pg-boss';
import type { PGlite } from '@electric-sql/pglite';
import { SYSTEM_ROLE } from '../database/roles.ts';
import type { Logger } from '../shared/logger.ts';
import type { JobDefinition } from './define-job.ts';

/** The smallest figures pg-boss takes: a dead worker's job runs again within about 15 s. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 2;
/** A job that runs longer than this is taken for dead even while its worker beats. */
const EXPIRE_SECONDS = 15 * 60;
const KEEP_COMPLETED_SECONDS = 60 * 60;
const RETRY_LIMIT = 1_000;
const RETRY_SECONDS = 1;
const RETRY_SECONDS_MAX = 60;
const BOSS_CONNECTIONS = 3;

export type QueueStore = { kind: 'embedded'; pglite: PGlite } | { kind: 'postgres'; url: string; connectTimeoutMs: number };

const connection = (store: QueueStore, role: string | null) =>
  store.kind === 'embedded'
    ? ({ db: fromPglite(store.pglite), backend: 'pglite' } as const)
    : {
        connectionString: store.url,
        connectionTimeoutMillis: store.connectTimeoutMs,
        max: BOSS_CONNECTIONS,
        application_name: 'leadwire-jobs',
        // Its own connections work under the system role; a team's send goes through that team's transaction.
        ...(role === null ? {} : { options: `-c role=${role}` }),
      };

/** Creates the queue tables and one queue a job. Runs with the owner's rights; to run it again changes nothing. */
export const installQueues = async (store: QueueStore, jobs: readonly JobDefinition[]): Promise<void> => {
  const boss = new PgBoss({ ...connection(store, null), supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  for (const { name } of jobs) {
    const options = {
      expireInSeconds: EXPIRE_SECONDS,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      deleteAfterSeconds: KEEP_COMPLETED_SECONDS,
      retryLimit: RETRY_LIMIT,
      retryDelay: RETRY_SECONDS,
      retryDelayMax: RETRY_SECONDS_MAX,
      retryBackoff: true,
    };
    // One waits per key (the policy); one runs per key (the worker's group concurrency, which never blocks other keys).
    await boss.createQueue(name, { ...options, policy: 'short', notify: false });
    await boss.updateQueue(name, options);
  }
  await boss.stop({ graceful: false });
};

/** pg-boss also emits plain objects that were errors once: a logger shows nothing of those. */
export const asError = (emitted: unknown): Error => {
  if (emitted instanceof Error) return emitted;
  const { message, stack, ...facts } = Object(emitted) as { message?: unknown; stack?: unknown };
  const error = new Error(typeof message === 'string' ? message : String(emitted));
  return Object.assign(error, facts, typeof stack === 'string' ? { stack } : {});
};

/** The queue as a running process uses it; `supervise` where a worker runs, who looks after dead jobs. */
export const openQueue = async (store: QueueStore, supervise: boolean, log: Logger): Promise<PgBoss> => {
  const boss = new PgBoss({
    ...connection(store, SYSTEM_ROLE),
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on('error', (error: unknown) => { log.warn({ err: asError(error) }, 'jobs: the queue had an error; it goes on'); });
  await boss.start();
  return boss;
};
