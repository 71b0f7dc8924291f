import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inSystem } from '../../database/in-system.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { Schedule } from '../../jobs/schedule.ts';
import type { RetryBounds } from '../../shared/retry-delay.ts';
import { DrainConnection } from './drain-connection.ts';
import { DryRunLeads } from './run/dry-run-leads.ts';

declare module '../../shared/context.ts' {
  interface Parts {
    /** `sweepMs`: how often due rows are looked for; `leaseMs`: how long a drain that says nothing of itself is the only one. */
    readonly sync: RetryBounds & { readonly sweepMs: number; readonly leaseMs: number };
  }
}

/** Connections, and dry runs, that one sweep wakes; the next sweep wakes the rest. */
const WOKEN_MAX = 1_000;

const dueConnections = `
  select team_id, provider from sync_states where due_at <= ?
  union select team_id, provider from sync_runs where due_at <= ? and not dry_run
  union select team_id, provider from sync_drains where lapses_at <= clock_timestamp()
  limit ?`;

const dueDryRuns = 'select team_id, id from sync_runs where due_at <= ? and dry_run limit ?';

/**
 * Finds rows that are due and wakes the drain of their connection: retries whose pause is over, drains that have
 * died, runs that go on, and whatever a lost wake-up left behind. A drain that waits already is not ordered twice.
 */
export const sweepDueSyncs: Schedule = {
  name: 'sync.sweep',
  everyMs: ({ sync }) => sync.sweepMs,
  run: async (ctx) => {
    const now = ctx.clock.now();
    const due = await inSystem(ctx, 'due-syncs', async ({ em }) => ({
      connections: await em.execute<{ team_id: string; provider: CrmProviderName }[]>(dueConnections, [now, now, WOKEN_MAX]),
      dryRuns: await em.execute<{ team_id: string; id: string }[]>(dueDryRuns, [now, WOKEN_MAX]),
    }));
    const wake = (teamId: string, order: (tx: Tx) => void) =>
      inTransaction({ ...ctx, actor: { kind: 'SYSTEM', teamId, job: 'sync.sweep' } }, (tx) => {
        order(tx);
        return Promise.resolve();
      });
    for (const { team_id: teamId, provider } of due.connections) await wake(teamId, (tx) => { enqueue(tx, DrainConnection, { teamId, provider }); });
    for (const { team_id: teamId, id } of due.dryRuns) await wake(teamId, (tx) => { enqueue(tx, DryRunLeads, { teamId, runId: id }); });
  },
};
