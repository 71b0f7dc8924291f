import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { databaseNow } from '../../database/database-clock.ts';
import { inSystem } from '../../database/in-system.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { Schedule } from '../../jobs/schedule.ts';
import { Credential } from './credential.entity.ts';
import { RenewCredential } from './renew-credential.ts';

/** Connections that one sweep wakes; the next sweep wakes the rest. */
const CONNECTIONS_PER_SWEEP = 1_000;

/**
 * Finds tokens that are due, because they end soon, were not renewed for a day, or could not be renewed and the pause
 * is over, and orders their renewal. So an access that was withdrawn is noticed without anybody calling.
 */
export const sweepDueTokens: Schedule = {
  name: 'credential.sweep',
  everyMs: ({ credentials }) => credentials.sweepMs,
  run: async (ctx) => {
    const installed = Object.keys(ctx.parts.crm.providers) as CrmProviderName[];
    const due = await inSystem(ctx, 'due-tokens', async ({ em }) =>
      em.find(Credential, { renewAt: { $lte: await databaseNow({ em, clock: ctx.clock }) }, provider: { $in: installed } }, { fields: ['teamId', 'provider'], orderBy: { renewAt: 'asc' }, limit: CONNECTIONS_PER_SWEEP }),
    );
    for (const { teamId, provider } of due)
      await inTransaction({ ...ctx, actor: { kind: 'SYSTEM', teamId, job: 'credential.sweep' } }, (tx) => {
        enqueue(tx, RenewCredential, { teamId, provider });
        return Promise.resolve();
      });
  },
};
