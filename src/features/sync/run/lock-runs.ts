import { LockMode } from '@mikro-orm/core';
import type { Tx } from '../../../database/in-transaction.ts';
import { SyncRun, type SyncRunRow } from './sync-run.entity.ts';

/**
 * Runs, locked until the transaction ends. Locks are taken in one order: the connection, its runs, their rows.
 */
export const lockRuns = async ({ em }: Tx, ids: readonly string[]): Promise<SyncRunRow[]> =>
  ids.length === 0 ? [] : em.find(SyncRun, { id: { $in: [...ids] } }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true });
