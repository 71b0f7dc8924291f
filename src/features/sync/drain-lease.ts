import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import type { JobContext } from '../../jobs/define-job.ts';

/** Of the lease, so that a beat or two may be missed. */
const BEATS_PER_LEASE = 3;

const until = "clock_timestamp() + make_interval(secs => ?::float8)";

const take = `
  insert into sync_drains (team_id, provider, claim, lapses_at) values (?, ?, ?, ${until})
  on conflict (team_id, provider) do update set claim = excluded.claim, lapses_at = excluded.lapses_at
  where sync_drains.claim = excluded.claim or sync_drains.lapses_at <= clock_timestamp()
  returning claim`;

/** Also after it has lapsed, as long as nobody has taken it. */
const keep = `update sync_drains set lapses_at = ${until} where team_id = ? and provider = ? and claim = ?`;

const giveBack = 'delete from sync_drains where team_id = ? and provider = ? and claim = ?';

const secondsOf = ({ parts }: Pick<Tx, 'parts'>): number => parts.sync.leaseMs / 1_000;

/**
 * Makes the drain `claim` the only one of its connection, or finds that it is so already; false while another one is. The
 * queue lets one drain run as a rule, but a job that is given back meets the one that was ordered since, and a process
 * that stood still wakes up beside both.
 */
export const takeLease = async (tx: Tx, provider: CrmProviderName, claim: string): Promise<boolean> =>
  (await tx.em.execute<unknown[]>(take, [tx.actor.teamId, provider, claim, secondsOf(tx)])).length > 0;

/** Lets the next drain begin at once. In the transaction that has found nothing to do, so that whoever left meanwhile has left nothing behind. */
export const endLease = async (tx: Tx, provider: CrmProviderName, claim: string): Promise<void> => {
  await tx.em.execute(giveBack, [tx.actor.teamId, provider, claim]);
};

const forget = 'delete from sync_drains where team_id = ? and provider = ? and lapses_at <= clock_timestamp()';

/** Takes away what a dead drain has left, where no other one can take over. */
export const forgetLapsed = async (tx: Tx, provider: CrmProviderName): Promise<void> => {
  await tx.em.execute(forget, [tx.actor.teamId, provider]);
};

/** Keeps the lease from lapsing while this process is alive; the returned function ends that. */
export const keepLease = (ctx: JobContext, provider: CrmProviderName, claim: string): (() => void) => {
  const beat = () => {
    // The queue has given this job up, or the process ends: what hangs then must not hold the connection.
    if (ctx.signal.aborted) return;
    inTransaction(ctx, (tx) => tx.em.execute(keep, [secondsOf(tx), tx.actor.teamId, provider, claim])).catch((error: unknown) => {
      ctx.log.warn({ err: error, provider }, 'sync: the lease of a drain was not prolonged; the next beat tries again');
    });
  };
  const timer = setInterval(beat, ctx.parts.sync.leaseMs / BEATS_PER_LEASE).unref();
  return () => { clearInterval(timer); };
};
