import { inSystem } from '../../database/in-system.ts';
import type { TeamLoad } from '../../realtime/team-loads.ts';
import type { Context } from '../../shared/context.ts';
import { Instance } from './instance.entity.ts';
import { sayThatAlive } from './say-that-alive.ts';

/** How long a database that does not answer holds up the stop: the lease runs out by itself. */
const FAREWELL_MS = 1_000;

export interface Heartbeat {
  /** Takes the instance off the list. */
  readonly stop: () => Promise<void>;
}

const isSame = (one: TeamLoad | undefined, other: TeamLoad): boolean =>
  one?.sockets === other.sockets && one.subscriptions === other.subscriptions && one.groups === other.groups;

/** What is new against what was said before. */
const difference = (told: ReadonlyMap<string, TeamLoad>, loads: ReadonlyMap<string, TeamLoad>) => ({
  changed: new Map([...loads].filter(([teamId, load]) => !isSame(told.get(teamId), load))),
  gone: [...told.keys()].filter((teamId) => !loads.has(teamId)),
});

/** Says every `everyMs`, in PostgreSQL and so to all others, that this instance lives, and what the teams have open here. */
export const startHeartbeat = (ctx: Omit<Context, 'actor'>, everyMs: number): Heartbeat => {
  const { instance } = ctx.parts;
  let told: ReadonlyMap<string, TeamLoad> = new Map();
  let isKnown = false;
  let isFailing = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const beat = async () => {
    const loads = instance.loads().all();
    const isNew = await inSystem(ctx, 'heartbeat', (system) => sayThatAlive(system, { instance, everyMs, ...difference(told, loads) }));
    // Others took it for dead, and what it had said went with it: it is said anew.
    told = isNew && isKnown ? new Map() : loads;
    isKnown = true;
  };

  const run = async (): Promise<void> => {
    try {
      await beat();
      isFailing = false;
    } catch (error) {
      if (!isFailing) ctx.log.warn({ err: error }, 'instance: its heartbeat cannot be written; it goes on trying');
      isFailing = true;
    }
    if (!isStopped) timer = setTimeout(() => { running = run(); }, everyMs).unref();
  };
  let running = run();

  const farewell = async () => {
    await running;
    await inSystem(ctx, 'heartbeat', ({ em }) => em.nativeDelete(Instance, { id: instance.id }));
  };

  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      const patience = new Promise<void>((resolve) => { timer = setTimeout(resolve, FAREWELL_MS); });
      const leaving = farewell().catch((error: unknown) => { ctx.log.debug({ err: error }, 'instance: it could not be taken off the list'); });
      await Promise.race([leaving, patience]);
      clearTimeout(timer);
    },
  };
};
