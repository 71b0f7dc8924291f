import type { Tx } from '../../database/in-transaction.ts';

/**
 * Lets one transaction of the team at a time go on with what the name stands for, until it ends: for what no row
 * can be locked for, because there is none yet.
 */
export const lockName = async (tx: Tx, purpose: 'email' | 'external-id' | 'fields', name: string): Promise<void> => {
  await tx.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`lead ${purpose} ${tx.actor.teamId} ${name}`]);
};
