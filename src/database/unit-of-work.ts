import { IsolationLevel } from '@mikro-orm/core';
import { activeUnit } from './active-unit.ts';
import type { Database, Unit } from './database.ts';
import { APP_ROLE, SYSTEM_ROLE } from './roles.ts';

/**
 * Begins a unit on a connection of its own: role and team are set in the first statement. Both stores take the
 * role as a variable, which saves MikroORM's extra `set role`; PGlite ignores `read only`, so that is one too.
 * @throws Error when called inside another open unit
 */
export const beginUnit = async (database: Database, kind: Unit['kind'], teamId: string | null): Promise<Unit> => {
  const em = database.orm.em.fork({ useContext: false });
  em.setSessionContext({
    variables: {
      role: kind === 'system' ? SYSTEM_ROLE : APP_ROLE,
      'leadwire.team': teamId ?? '',
      ...(kind === 'snapshot' ? { transaction_read_only: 'on' } : {}),
    },
  });
  await em.begin(
    kind === 'snapshot'
      ? { isolationLevel: IsolationLevel.REPEATABLE_READ, readOnly: true }
      : { isolationLevel: IsolationLevel.READ_COMMITTED },
  );
  return { kind, teamId, em, open: true };
};

/** Runs work inside the unit, so that the guard knows of it. */
export const within = <T>(unit: Unit, work: () => Promise<T>): Promise<T> => activeUnit.run(unit, work);

/** Ends the unit without a trace; a connection that is already gone is no news, since the first error is on its way. */
export const rollbackUnit = async (unit: Unit): Promise<void> => {
  try {
    await within(unit, () => unit.em.rollback());
  } catch {
    // What made us roll back is what the caller must hear about.
  } finally {
    unit.open = false;
  }
};

/** Flushes and commits. The unit is over afterwards; when the commit fails its connection is given back. */
export const commitUnit = async (unit: Unit): Promise<void> => {
  try {
    await within(unit, () => unit.em.commit());
    unit.open = false;
  } catch (error) {
    await rollbackUnit(unit);
    throw error;
  }
};
