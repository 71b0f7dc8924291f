import type { TestClient } from '../../support/app.ts';
import type { Installation } from '../../support/installation.ts';
import { until } from '../../support/until.ts';
import { openGate, type Gate } from './gate.ts';

type Api = Awaited<ReturnType<Installation['api']>>;

/** A place where one API instance runs after the other, behind a network of its own. */
export interface Slot {
  readonly name: string;
  /** Between the clients and the instance. */
  readonly clients: Gate;
  /** Between the instance and Redis. */
  readonly redis: Gate;
  /** The instance that runs now. */
  readonly api: () => TestClient;
  /** Bad things happen to an instance one after the other: `work` waits for the one before. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  readonly kill: (downMs: number) => Promise<void>;
  /** Starts the next instance, leads new clients to it, and ends the one before with SIGTERM. Returns the exit code of that. `onEnd` is called just before with the moment from which on clients came to the next. */
  readonly replace: (onEnd: (nextSince: number) => void) => Promise<number | null>;
  readonly freeze: (ms: number) => Promise<void>;
  readonly output: () => string;
  readonly close: () => Promise<void>;
}

const STARTS = 3;

const portOf = (api: TestClient): number => Number(new URL(api.url).port);

/** Lets some time of the schedule pass. */
export const pass = async (ms: number): Promise<void> => {
  const due = Date.now() + ms;
  await until('the time has passed', () => Date.now() >= due, ms + 60_000);
};

export const openSlot = async (site: Installation, name: string, redisPort: number, env: Record<string, string>): Promise<Slot> => {
  const redis = await openGate(redisPort);
  const clients = await openGate();
  let aimedAt = 0;
  const outputs: (() => string)[] = [];
  const start = async (tries = STARTS): Promise<Api> => {
    try {
      const api = await site.api({ ...env, REDIS_URL: `redis://127.0.0.1:${String(redis.port)}` });
      outputs.push(api.process.output);
      aimedAt = Date.now();
      clients.aim(portOf(api));
      return api;
    } catch (error) {
      // Its connection to PostgreSQL was severed while it started: it says so and ends, and whoever runs it starts it again.
      if (tries <= 1) throw error;
      return start(tries - 1);
    }
  };
  let api = await start();
  let busy: Promise<void> = Promise.resolve();
  return {
    name,
    clients,
    redis,
    api: () => api,
    alone: (work) => {
      const turn = busy.then(work);
      busy = turn.catch(() => undefined);
      return turn;
    },
    kill: async (downMs) => {
      clients.aim(null);
      await api.process.end('SIGKILL');
      await pass(downMs);
      api = await start();
    },
    replace: async (onEnd) => {
      const old = api;
      api = await start();
      onEnd(aimedAt);
      return old.process.end('SIGTERM');
    },
    freeze: async (ms) => {
      api.process.child.kill('SIGSTOP');
      await pass(ms);
      api.process.child.kill('SIGCONT');
    },
    output: () => outputs.map((read) => read()).join(''),
    close: async () => {
      await clients.close();
      await redis.close();
    },
  };
};
