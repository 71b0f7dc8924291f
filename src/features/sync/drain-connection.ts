import { z } from 'zod';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { defineJob, type JobContext } from '../../jobs/define-job.ts';
import { newId } from '../../shared/ids.ts';
import { holdIntegration } from '../integration/index.ts';
import { claimRows } from './claim-rows.ts';
import { pushRows } from './push-rows.ts';
import { recordResults } from './record-results.ts';

/** Connections that one worker drains at once. */
const CONCURRENCY = 4;

const postponeDue = `
  update sync_states set due_at = ?
  where team_id = ? and provider = ? and due_at < ? and status <> 'RUNNING'`;

/** A CRM that does not answer is asked again when the first of the failed rows is due, not once for every waiting row. */
const pauseConnection = (ctx: JobContext, provider: CrmProviderName, until: Date) =>
  inTransaction(ctx, async (tx) => {
    const { em, actor } = tx;
    await holdIntegration(tx, provider);
    await em.execute(postponeDue, [until, actor.teamId, provider, until]);
  });

const drain = async (ctx: JobContext, name: CrmProviderName): Promise<void> => {
  const provider = ctx.parts.crm.providers[name];
  if (!provider) {
    ctx.log.warn({ provider: name }, 'sync: no client is configured for this CRM; its leads wait');
    return;
  }
  const claim = newId('claim');
  while (!ctx.signal.aborted) {
    const rows = await claimRows(ctx, name, claim, provider.batchSize);
    if (rows.length === 0) return;
    const { results, unreachable } = await pushRows(ctx, provider, rows);
    const firstRetry = await recordResults(ctx, name, claim, results);
    if (unreachable) {
      // Where no row is tried again, the others wait as long as a first try would.
      await pauseConnection(ctx, name, firstRetry ?? new Date(ctx.clock.now().getTime() + ctx.parts.sync.retryMinMs));
      return;
    }
  }
};

/**
 * Brings everything that a connection is due to its CRM, batch after batch. One drain runs per connection; when it
 * dies, the next one takes up what it had claimed, and the provider's look-ups make that safe to repeat.
 */
export const DrainConnection = defineJob({
  name: 'sync.drain',
  payload: z.object({ teamId: z.string(), provider: z.enum(['HUBSPOT', 'SALESFORCE', 'ZOHO', 'PIPEDRIVE']) }),
  key: ({ teamId, provider }) => `${teamId}/${provider}`,
  concurrency: CONCURRENCY,
  run: (ctx, { provider }) => drain(ctx, provider),
});
