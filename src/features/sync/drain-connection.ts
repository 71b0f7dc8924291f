import { z } from 'zod';
import type { CrmProvider, CrmProviderName } from '../../crm/crm-provider.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { defineJob, type JobContext } from '../../jobs/define-job.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { newId } from '../../shared/ids.ts';
import { holdIntegration } from '../integration/index.ts';
import { claimRows, noneClaimed } from './claim-rows.ts';
import { endLease, forgetLapsed, keepLease } from './drain-lease.ts';
import { pushRows } from './push-rows.ts';
import { recordResults } from './record-results.ts';

/** Connections that one worker drains at once. */
const CONCURRENCY = 4;
/** How long a drain goes on before it gives its place to another connection's, in milliseconds. */
const TURN_MS = 20_000;

const postponeDue = `
  update sync_states set due_at = ?
  where team_id = ? and provider = ? and due_at < ? and status <> 'RUNNING'`;

const postponeRuns = 'update sync_runs set due_at = ? where team_id = ? and provider = ? and due_at < ? and not dry_run';

/** A CRM that does not answer is asked again when the first of the failed rows is due, not once for every waiting row. */
const pauseConnection = (ctx: JobContext, provider: CrmProviderName, until: Date) =>
  inTransaction(ctx, async (tx) => {
    const { em, actor } = tx;
    await holdIntegration(tx, provider);
    await em.execute(postponeRuns, [until, actor.teamId, provider, until]);
    await em.execute(postponeDue, [until, actor.teamId, provider, until]);
    await forgetLapsed(tx, provider);
  });

/** Other connections have their turn, and a deploy need not wait for the last of a hundred thousand leads. */
const goOnLater = (ctx: JobContext, provider: CrmProviderName, claim: string) =>
  inTransaction(ctx, async (tx) => {
    enqueue(tx, DrainConnection, { teamId: tx.actor.teamId, provider });
    await endLease(tx, provider, claim);
  });

/** A batch that the CRM has answered, and that is not recorded yet. */
type Answered = Awaited<ReturnType<typeof pushRows>>;

/** @throws what it was rejected with */
const valueOf = <T>(settled: PromiseSettledResult<T>): T => {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
};

/** Where it fails, as the store is away, the lease lapses. */
const leave = (ctx: JobContext, provider: CrmProviderName, claim: string) =>
  inTransaction(ctx, (tx) => endLease(tx, provider, claim)).catch((error: unknown) => {
    ctx.log.warn({ err: error, provider }, 'sync: the lease of a drain was not given back; it lapses');
  });

/** Batch after batch, for as long as the turn lasts; whether it has ended its lease, or has none. */
const bringAll = async (ctx: JobContext, provider: CrmProvider, claim: string): Promise<boolean> => {
  const { name } = provider;
  const end = performance.now() + TURN_MS;
  const isOver = () => ctx.signal.aborted || performance.now() > end;
  let answered = null as Answered | null;
  do {
    const claimed = answered?.unreachable === true || isOver() ? Promise.resolve(noneClaimed) : claimRows(ctx, name, { claim, limit: provider.batchSize, owing: answered?.results.map(({ row }) => row.subject.id) ?? [] });
    const { rows, through } = await claimed.catch(async (error: unknown) => {
      if (answered) await recordResults(ctx, name, claim, answered.results);
      throw error;
    });
    if (through && answered === null) return true;
    // What became of one batch is written while the next is on its way.
    const pushing = rows.length > 0 ? pushRows(ctx, provider, rows) : null;
    const [recorded, pushed] = await Promise.allSettled([answered && recordResults(ctx, name, claim, answered.results), pushing]);
    // Nobody would know any more what the CRM has answered.
    if (recorded.status === 'rejected' && pushed.status === 'fulfilled' && pushed.value) await recordResults(ctx, name, claim, pushed.value.results);
    const [firstRetry, next] = [valueOf(recorded), valueOf(pushed)];
    if (answered?.unreachable) {
      // Where no row is tried again, the others wait as long as a first try would.
      await pauseConnection(ctx, name, firstRetry ?? new Date(ctx.clock.now().getTime() + ctx.parts.sync.retryMinMs));
      return false;
    }
    answered = next;
  } while (answered !== null || !isOver());
  if (ctx.signal.aborted) return false;
  await goOnLater(ctx, name, claim);
  return true;
};

const drain = async (ctx: JobContext, name: CrmProviderName): Promise<void> => {
  const provider = ctx.parts.crm.providers[name];
  if (!provider) {
    ctx.log.warn({ provider: name }, 'sync: no client is configured for this CRM; its leads wait');
    await pauseConnection(ctx, name, new Date(ctx.clock.now().getTime() + ctx.parts.sync.retryMaxMs));
    return;
  }
  const claim = newId('claim');
  const letGo = keepLease(ctx, name, claim);
  let hasLeft = false;
  try {
    hasLeft = await bringAll(ctx, provider, claim);
  } finally {
    letGo();
    if (!hasLeft) await leave(ctx, name, claim);
  }
};

/**
 * Brings everything that a connection is due to its CRM, batch after batch. One drain runs per connection, by
 * its lease; when it dies, the next one takes up what it had claimed, and the provider's look-ups make that safe to repeat.
 */
export const DrainConnection = defineJob({
  name: 'sync.drain',
  payload: z.object({ teamId: z.string(), provider: z.enum(['HUBSPOT', 'SALESFORCE', 'ZOHO', 'PIPEDRIVE']) }),
  key: ({ teamId, provider }) => `${teamId}/${provider}`,
  concurrency: CONCURRENCY,
  run: (ctx, { provider }) => drain(ctx, provider),
});
