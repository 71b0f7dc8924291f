import type { Tx } from '../../../database/in-transaction.ts';
import { doneOf } from './run-view.ts';
import type { SyncRunRow } from './sync-run.entity.ts';

/** Has a run be under way, whatever held it; its speed is reckoned from here where it has rested. */
export const beginRun = ({ clock }: Tx, run: SyncRunRow): void => {
  const now = clock.now();
  const measured = run.measuredAt === null ? { measuredAt: now, measuredDone: doneOf(run) } : {};
  Object.assign(run, { note: null, status: 'RUNNING', startedAt: run.startedAt ?? now, ...measured });
};
