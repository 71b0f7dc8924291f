import type { PGlite, Transaction } from '@electric-sql/pglite';

/** A transaction that has never begun: whatever is asked of it fails with what kept it from beginning. */
const neverBegun = (error: unknown): Transaction => {
  const refuse = async (): Promise<never> => {
    await Promise.resolve();
    throw error;
  };
  return { query: refuse, exec: refuse, sql: refuse, rollback: refuse, listen: refuse, closed: true };
};

/**
 * Kysely waits for PGlite to begin a transaction, and for ever where it does not, because it is being closed; its refusal
 * meanwhile is an unhandled rejection, which ends the process. Here the first statement of such a transaction fails
 * instead, as on a connection that is gone.
 */
export const refuseWhenClosed = (pglite: PGlite): void => {
  const transaction = pglite.transaction.bind(pglite);
  const guarded: PGlite['transaction'] = async (work) => {
    const progress = { hasBegun: false };
    try {
      return await transaction((tx) => {
        progress.hasBegun = true;
        return work(tx);
      });
    } catch (error) {
      if (progress.hasBegun) throw error;
      return work(neverBegun(error));
    }
  };
  Object.assign(pglite, { transaction: guarded });
};
