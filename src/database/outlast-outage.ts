import { setTimeout as wait } from 'node:timers/promises';
import type { TeamContext } from '../shared/context.ts';
import { databaseFault } from './database-fault.ts';

/** How often it is tried while the store cannot be reached, and how long apart, in milliseconds: a restart or a fail-over takes some seconds. */
const TRIES = 20;
const PAUSE_MS = 500;

/**
 * Writes what the world has told us and will not tell again: while the store cannot be reached it is tried for 10 s and
 * more. `write` must be safe to repeat, since nobody knows of a lost COMMIT whether it was done. `what` is for the log.
 * @throws the store's error when it stays away, and any other at once
 */
export const outlastOutage = async <T>(ctx: Pick<TeamContext, 'log'>, what: string, write: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write();
    } catch (error) {
      if (databaseFault(error)?.code !== 'SERVICE_UNAVAILABLE' || tries === TRIES) throw error;
      ctx.log.warn({ err: error }, `${what} cannot be stored yet; it is tried again`);
      await wait(PAUSE_MS);
    }
  }
};
