import type { Context, TeamContext } from '../shared/context.ts';
import type { Database, Em, Unit } from './database.ts';
import { activeUnit } from './active-unit.ts';
import { beginUnit, commitUnit, rollbackUnit, within } from './unit-of-work.ts';

/** A context inside a team's read-only snapshot. */
export interface Snapshot extends TeamContext {
  readonly em: Em;
  readonly unit: Unit;
}

/** The one snapshot that all resolvers of an operation read from: opened by the first read, ended by `close`. */
class SharedSnapshot {
  #opening: Promise<Unit> | undefined;
  readonly #reads = new Set<Promise<unknown>>();
  #outside = 0;
  #back = Promise.withResolvers<undefined>();
  #over = false;

  async read<T>(database: Database, teamId: string, work: (unit: Unit) => Promise<T>): Promise<T> {
    // A read within a read goes on, since whoever wants to be outside waits for it.
    const nested = activeUnit.getStore()?.open === true;
    while (!nested && this.#outside > 0) await this.#back.promise;
    if (this.#over) throw new Error('The operation that this read belongs to is over.');
    this.#opening ??= beginUnit(database, 'snapshot', teamId);
    const reading = this.#opening.then((unit) => within(unit, () => work(unit)));
    const settled = reading.catch(() => undefined);
    this.#reads.add(settled);
    try {
      return await reading;
    } finally {
      this.#reads.delete(settled);
    }
  }

  async close(): Promise<void> {
    const opening = this.#opening;
    if (opening === undefined) return;
    while (this.#reads.size > 0) await Promise.all(this.#reads);
    // A second call of close() while this one waited has done the work already.
    if (this.#opening !== opening) return;
    this.#opening = undefined;
    const unit = await opening.catch(() => undefined);
    if (unit) await rollbackUnit(unit);
  }

  /** Ends the snapshot and keeps it closed until `work` is done; reads wait that long. */
  async outside<T>(work: () => Promise<T>): Promise<T> {
    this.#outside += 1;
    try {
      await this.close();
      return await work();
    } finally {
      this.#outside -= 1;
      if (this.#outside === 0) {
        this.#back.resolve(undefined);
        this.#back = Promise.withResolvers();
      }
    }
  }

  async end(): Promise<void> {
    this.#over = true;
    await this.close();
  }
}

const shared = new WeakMap<Context, SharedSnapshot>();

/**
 * Lets all reads through `ctx` share one snapshot until `end` is called: every resolver of one answer sees one
 * state, and a cursor read in it is exact. A transaction through the same `ctx` ends the snapshot first, so what
 * is read after a mutation sees the mutation.
 */
export const shareSnapshot = (ctx: Context): { end: () => Promise<void> } => {
  const snapshot = new SharedSnapshot();
  shared.set(ctx, snapshot);
  return { end: () => snapshot.end() };
};

/** Ends the snapshot that `ctx` shares, if one is open; the next read opens a new one. */
export const closeSharedSnapshot = async (ctx: Context): Promise<void> => {
  await shared.get(ctx)?.close();
};

/**
 * Runs work that waits for a foreign system, or for a unit of its own, amid an operation whose resolvers share a
 * snapshot: the snapshot is ended first and opened again only afterwards, so that nothing holds a connection while it
 * waits for one. Other reads of the operation wait meanwhile, so `work` uses the context it is given, and no other.
 */
export const outsideSnapshot = <C extends Context, T>(ctx: C, work: (own: C) => Promise<T>): Promise<T> => {
  const own = { ...ctx };
  return shared.get(ctx)?.outside(() => work(own)) ?? work(own);
};

/**
 * Reads in a read-only REPEATABLE READ snapshot of the actor's team: in the one that `ctx` shares, else in one of
 * its own. Called with a `Snapshot` or a `Tx` it reads there.
 *
 * Nothing foreign may be awaited inside: a snapshot is a connection, and PGlite has one.
 */
export const inSnapshot = async <T>(ctx: TeamContext, work: (snapshot: Snapshot) => Promise<T>): Promise<T> => {
  if ('unit' in ctx && (ctx as Snapshot).unit.open) return work(ctx as Snapshot);
  const { database } = ctx.parts;
  const read = (unit: Unit) => work({ ...ctx, em: unit.em, unit });
  const sharedSnapshot = shared.get(ctx);
  if (sharedSnapshot) return sharedSnapshot.read(database, ctx.actor.teamId, read);
  if (activeUnit.getStore()?.open) throw new Error('A unit of work is open: read with its context.');
  const unit = await beginUnit(database, 'snapshot', ctx.actor.teamId);
  try {
    const result = await within(unit, () => read(unit));
    await commitUnit(unit);
    return result;
  } catch (error) {
    if (unit.open) await rollbackUnit(unit);
    throw error;
  }
};
