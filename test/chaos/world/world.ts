import { randomUUID } from 'node:crypto';
import { installation, type Installation } from '../../support/installation.ts';
import type { ServerProcess } from '../../support/server-process.ts';
import type { Dice } from '../schedule/dice.ts';
import { Findings } from '../verdict/findings.ts';
import { openLog, type Log } from '../verdict/log.ts';
import type { Client } from '../watch/client.ts';
import type { Revocation } from '../watch/person.ts';
import { startOwnRedis, type OwnRedis } from './own-redis.ts';
import { openSlot, pass, type Slot } from './slot.ts';
import type { Team } from './team.ts';

/** Between the pings of an instance, in milliseconds; longer than any other silence of a client. */
export const KEEPALIVE_MS = 2_000;

/** Limits that count what a run does as abuse are out of its way; all others are the product's own. */
const env = {
  COST_PER_MINUTE: '1000000000',
  ANONYMOUS_COST_PER_MINUTE: '1000000000',
  FAILED_CREDENTIALS_PER_MINUTE: '1000000',
  ACCESS_TOKEN_SECONDS: '86400',
  SYNC_SWEEP_MS: '200',
  SHUTDOWN_GRACE_MS: '10000',
  WS_KEEPALIVE_MS: String(KEEPALIVE_MS),
  LOG_LEVEL: 'error',
};

const SLOTS = ['A', 'B', 'C'] as const;

/** Everything that a run consists of. */
export interface World extends AsyncDisposable {
  readonly site: Installation;
  readonly slots: readonly Slot[];
  readonly redis: OwnRedis;
  readonly log: Log;
  readonly findings: Findings;
  readonly dice: Dice;
  readonly teams: Team[];
  readonly clients: Client[];
  readonly revocations: Revocation[];
  /** Kills the worker with -9 and starts another after `downMs`. */
  readonly killWorker: (downMs: number) => Promise<void>;
}

/** Three API instances behind networks of their own, a worker, a Redis of the run's own, and nobody in it yet. */
export const openWorld = async (dice: Dice): Promise<World> => {
  const redis = await startOwnRedis();
  const site = await installation({ ...env, REDIS_URL: `redis://127.0.0.1:${String(redis.port)}`, REDIS_PREFIX: `chaos-${randomUUID()}` });
  const slots: Slot[] = [];
  for (const name of SLOTS) slots.push(await openSlot(site, name, redis.port, {}));
  const log = await openLog(site.databaseUrl);
  const clients: Client[] = [];
  let worker: ServerProcess = await site.worker();
  return {
    site, slots, redis, log, dice, clients,
    findings: new Findings(),
    teams: [],
    revocations: [],
    killWorker: async (downMs) => {
      await worker.end('SIGKILL');
      await pass(downMs);
      worker = await site.worker();
    },
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) client.stop();
      redis.thaw();
      await log.close();
      await site[Symbol.asyncDispose]();
      for (const slot of slots) await slot.close();
      await redis.stop();
    },
  };
};
