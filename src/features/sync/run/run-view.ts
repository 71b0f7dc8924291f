import type { SyncRunRow, SyncRunView } from './sync-run.entity.ts';

type Counts = Pick<SyncRunRow, 'created' | 'updated' | 'skipped' | 'unchanged' | 'failed' | 'cancelled'>;

/** Rows that are through, however they ended. */
export const doneOf = ({ created, updated, skipped, unchanged, failed, cancelled }: Counts): number => created + updated + skipped + unchanged + failed + cancelled;

/** By its speed since it last began to run; null where nothing can be told from that. */
const estimate = (run: SyncRunRow, now: Date): Date | null => {
  const done = doneOf(run);
  const [since, rows] = [run.measuredAt, done - run.measuredDone];
  if (run.status !== 'RUNNING' || since === null || rows <= 0) return null;
  const msPerRow = (now.getTime() - since.getTime()) / rows;
  const end = now.getTime() + Math.round(msPerRow * Math.max(run.total - done, 0));
  // Held back, it cannot end before it goes on.
  const from = run.note === null ? end : Math.max(end, run.dueAt?.getTime() ?? end);
  return new Date(from);
};

export const runView = (run: SyncRunRow, now: Date): SyncRunView => {
  const { id, provider, status, dryRun, duplicatePolicy, total, created, updated, skipped, unchanged, failed, cancelled, note, startedAt, finishedAt } = run;
  return {
    id, provider, status, dryRun, duplicatePolicy, total, created, updated, skipped, unchanged, failed, cancelled, note, startedAt, finishedAt,
    done: doneOf(run), estimatedAt: estimate(run, now),
  };
};
