import type { TeamContext } from '../shared/context.ts';
import { activeUnit } from './active-unit.ts';
import type { Em, Unit } from './database.ts';
import { outsideSnapshot } from './in-snapshot.ts';
import { beginUnit, commitUnit, rollbackUnit, within } from './unit-of-work.ts';

/** A context inside a team's transaction. `emit` and `enqueue` take nothing less. */
export interface Tx extends TeamContext {
  readonly em: Em;
  readonly unit: Unit;
}

const isTx = (ctx: TeamContext): ctx is Tx => 'unit' in ctx && (ctx as Tx).unit.kind === 'transaction' && (ctx as Tx).unit.open;

const join = <T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> => {
  if (tx.unit.teamId !== tx.actor.teamId) throw new Error('A transaction of one team cannot be joined for another team.');
  return work(tx);
};

const transact = async <T>(ctx: TeamContext, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const { database } = ctx.parts;
  const unit = await beginUnit(database, 'transaction', ctx.actor.teamId);
  let result: T;
  try {
    result = await within(unit, async () => {
      const value = await work({ ...ctx, em: unit.em, unit });
      await unit.em.flush();
      for (const hook of database.hooks) await hook.beforeCommit?.(unit);
      return value;
    });
  } catch (error) {
    await rollbackUnit(unit);
    throw error;
  }
  await commitUnit(unit);
  for (const hook of database.hooks) hook.afterCommit?.(unit);
  return result;
};

/**
 * Runs work in one READ COMMITTED transaction of the actor's team, seeing only that team's rows. Called with a
 * `Tx` it joins that transaction (no savepoint): all commits or nothing does. What hooks collected (jobs, then the
 * events with their numbers) is written last; afterwards the hooks are told that it is committed.
 *
 * Nothing foreign may be awaited inside: no network, no key derivation.
 * @throws whatever `work` throws, after a rollback
 */
export const inTransaction = async <T>(ctx: TeamContext, work: (tx: Tx) => Promise<T>): Promise<T> => {
  if (isTx(ctx)) return join(ctx, work);
  if (activeUnit.getStore()?.open) throw new Error('A unit of work is open: hand its tx on instead of the context.');
  return outsideSnapshot(ctx, (own) => transact(own, work));
};
