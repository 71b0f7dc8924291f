import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inSystem } from '../../database/in-system.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { Schedule } from '../../jobs/schedule.ts';
import { CheckFields } from './check-fields.ts';

/** Connections that one sweep has looked at: after a long pause many are due at once. */
const CHECKS_PER_SWEEP = 50;
/** Sweeps of one round, as long as that leaves a minute or less between them. */
const SWEEPS_PER_ROUND = 10;
const LONGEST_PAUSE_MS = 60_000;

/** Finds connections whose properties are due to be looked at again. */
export const sweepDueChecks: Schedule = {
  name: 'mapping.sweep',
  everyMs: ({ mapping }) => Math.min(mapping.checkMs / SWEEPS_PER_ROUND, LONGEST_PAUSE_MS),
  run: async (ctx) => {
    const due = await inSystem(ctx, 'due-field-checks', ({ em }) =>
      em.execute<{ team_id: string; provider: CrmProviderName }[]>(
        'select team_id, provider from mapping_checks where due_at <= ? order by due_at limit ?',
        [ctx.clock.now(), CHECKS_PER_SWEEP],
      ),
    );
    for (const { team_id: teamId, provider } of due)
      await inTransaction({ ...ctx, actor: { kind: 'SYSTEM', teamId, job: 'mapping.sweep' } }, (tx) => {
        enqueue(tx, CheckFields, { teamId, provider });
        return Promise.resolve();
      });
  },
};
