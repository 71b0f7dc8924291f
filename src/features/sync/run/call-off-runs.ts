import { LockMode } from '@mikro-orm/core';
import type { CrmProviderName } from '../../../crm/crm-provider.ts';
import type { Tx } from '../../../database/in-transaction.ts';
import { SyncRun, type SyncRunRow } from './sync-run.entity.ts';

/** What a run is once nobody will carry it on: its rows end, and `countInRuns` counts the leads that it did not come to. */
export const callOff = (run: SyncRunRow): void => { Object.assign(run, { status: 'CANCELLED', allTaken: true, dueAt: null, note: null }); };

/** Calls off the runs of a connection that is no more; their rows are the caller's, who counts in the runs afterwards. */
export const callOffRuns = async (tx: Tx, provider: CrmProviderName): Promise<SyncRunRow[]> => {
  const runs = await tx.em.find(SyncRun, { teamId: tx.actor.teamId, provider, finishedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true });
  runs.forEach(callOff);
  return runs;
};
