import type { SqlEntityManager } from '@mikro-orm/sql';

/** The entity manager both stores have in common. */
export type Em = SqlEntityManager;

/** What the ORM object of both stores offers us. */
export interface Orm {
  em: Em;
  /** From MikroORM's Migrator extension. */
  migrator: { up: () => Promise<unknown>; down: (options: { to: number }) => Promise<unknown> };
  schema: { getUpdateSchemaSQL: (options: { wrap: boolean }) => Promise<string> };
  close: (force?: boolean) => Promise<void>;
}

/**
 * One stretch of work on one connection: a team's transaction, a team's read-only snapshot, or work across teams.
 * `open` turns false when it has ended, so that whatever outlives it is caught.
 */
export interface Unit {
  readonly kind: 'transaction' | 'snapshot' | 'system';
  /** Null for work across teams. */
  readonly teamId: string | null;
  readonly em: Em;
  open: boolean;
}

/** Called for every team transaction, in the order of registration; an error in `beforeCommit` rolls it back. */
export interface CommitHook {
  beforeCommit?: (unit: Unit) => Promise<void>;
  /** Must not throw and is not waited for: the work is already committed. */
  afterCommit?: (unit: Unit) => void;
}

/** The store of one process. `embedded` is PGlite: one connection, no second process. */
export interface Database {
  readonly orm: Orm;
  readonly embedded: boolean;
  readonly hooks: CommitHook[];
  readonly close: () => Promise<void>;
}

declare module '../shared/context.ts' {
  interface Parts {
    readonly database: Database;
  }
}
