import { inSystem } from '../../database/in-system.ts';
import type { AskedGauge } from '../../metrics/asked-gauge.ts';

/** Counting ends here: by then it is clear that nobody works them off. */
const COUNT_MAX = 10_000;

/** On the index of due rows. */
const countDue = 'select count(*) as due from (select 1 from sync_states where due_at <= ? limit ?) as waiting';

export const syncGauges: readonly AskedGauge[] = [
  {
    name: 'leadwire_syncs_due',
    help: `Leads of all teams that are due to a CRM and that no worker has taken, as the database has it; ${String(COUNT_MAX)} stands for all above. NaN where the database does not answer.`,
    read: (ctx) =>
      inSystem(ctx, 'due-syncs', async ({ em }) => {
        const [row] = await em.execute<{ due: string | number }[]>(countDue, [ctx.clock.now(), COUNT_MAX]);
        return Number(row?.due);
      }),
  },
];
