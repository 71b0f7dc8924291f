import type { Tx } from '../../database/in-transaction.ts';

/**
 * Lets one transaction at a time change who is in the team, until it ends: what must hold of all members together, as
 * that one OWNER stays, no lock of a row can keep.
 */
export const lockMembers = async ({ em, actor }: Tx): Promise<void> => {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`members ${actor.teamId}`]);
};
