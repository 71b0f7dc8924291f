import { z } from 'zod';
import { inTransaction } from '../../database/in-transaction.ts';
import { defineJob } from '../../jobs/define-job.ts';
import { AppError } from '../../shared/app-error.ts';
import { requireProvider } from '../integration/index.ts';
import { nextCheck } from './plan-check.ts';
import { readCrmFields } from './read-crm-fields.ts';

/** Connections that one worker looks at at once: nobody waits for them. */
const CONCURRENCY = 2;

const begin = `
  update mapping_checks set due_at = ?, checked_at = ?
  where team_id = ? and provider = ? and due_at <= ? returning 1`;

/**
 * Reads the properties of a CRM again, which compares the mapping with them. One that cannot be asked now is asked in
 * the next round, and at once when it has refused a lead for a property.
 */
export const CheckFields = defineJob({
  name: 'mapping.check',
  payload: z.object({ teamId: z.string(), provider: z.enum(['HUBSPOT', 'SALESFORCE', 'ZOHO', 'PIPEDRIVE']) }),
  key: ({ teamId, provider }) => `${teamId}/${provider}`,
  concurrency: CONCURRENCY,
  run: async (ctx, { provider }) => {
    const now = ctx.clock.now();
    const begun = await inTransaction(ctx, ({ em, actor }) => em.execute<unknown[]>(begin, [nextCheck(ctx), now, actor.teamId, provider, now]));
    if (begun.length === 0) return;
    try {
      await readCrmFields(ctx, requireProvider(ctx, provider), null, true);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      ctx.log.debug({ provider, code: error.code }, 'mapping: the properties cannot be read now; the next round tries again');
    }
  },
});
