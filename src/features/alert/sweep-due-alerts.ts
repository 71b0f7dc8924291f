import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inSystem } from '../../database/in-system.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import type { Schedule } from '../../jobs/schedule.ts';
import { judgeRules } from './judge-rules.ts';

/** Connections that one sweep judges; the next sweep judges the rest. */
const CONNECTIONS_PER_SWEEP = 500;

/** Judges what is due. Workers of several instances do no harm: what one has judged is no longer due. */
export const sweepDueAlerts: Schedule = {
  name: 'alert.sweep',
  everyMs: ({ alerts }) => alerts.sweepMs,
  run: async (ctx) => {
    const due = await inSystem(ctx, 'due-alerts', ({ em }) =>
      em.execute<{ team_id: string; provider: CrmProviderName }[]>(
        'select team_id, provider from alert_rules where due_at <= ? group by team_id, provider order by min(due_at) limit ?',
        [ctx.clock.now(), CONNECTIONS_PER_SWEEP],
      ),
    );
    for (const { team_id: teamId, provider } of due) {
      try {
        await inTransaction({ ...ctx, actor: { kind: 'SYSTEM', teamId, job: 'alert.sweep' } }, (tx) => judgeRules(tx, provider, ({ dueAt }) => dueAt !== null && dueAt <= tx.clock.now()));
      } catch (error) {
        ctx.log.warn({ err: error, teamId, provider }, 'alert: a connection could not be judged; the next sweep tries again');
      }
    }
  },
};
