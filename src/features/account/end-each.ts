import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import type { TeamActor } from '../../shared/actor.ts';
import type { Context } from '../../shared/context.ts';

/**
 * Ends something in each team, in a transaction of that team as the actor given; all are tried, also after one has failed.
 * @throws AggregateError of what failed
 */
export const endEach = async (ctx: Context, actors: readonly TeamActor[], end: (tx: Tx) => Promise<void>): Promise<void> => {
  const faults: unknown[] = [];
  for (const actor of actors) {
    try {
      await inTransaction({ ...ctx, actor }, end);
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, 'Access could not be ended in every team.');
};
