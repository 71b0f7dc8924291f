import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inSystem } from '../../database/in-system.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { Schedule } from '../../jobs/schedule.ts';
import { DrainConnection } from './drain-connection.ts';

/** Connections that one sweep wakes; the next sweep wakes the rest. */
const CONNECTIONS_PER_SWEEP = 1_000;

/**
 * Finds rows that are due and wakes the drain of their connection: retries whose pause is over, claims that have
 * lapsed, and whatever a lost wake-up left behind. A drain that waits already is not ordered twice.
 */
export const sweepDueSyncs: Schedule = {
  name: 'sync.sweep',
  everyMs: ({ sync }) => sync.sweepMs,
  run: async (ctx) => {
    const due = await inSystem(ctx, 'due-syncs', ({ em }) =>
      em.execute<{ team_id: string; provider: CrmProviderName }[]>(
        'select distinct team_id, provider from sync_states where due_at <= ? limit ?',
        [ctx.clock.now(), CONNECTIONS_PER_SWEEP],
      ),
    );
    for (const { team_id: teamId, provider } of due)
      await inTransaction({ ...ctx, actor: { kind: 'SYSTEM', teamId, job: 'sync.sweep' } }, (tx) => {
        enqueue(tx, DrainConnection, { teamId, provider });
        return Promise.resolve();
      });
  },
};
