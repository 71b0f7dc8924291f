import { inTransaction } from '../../database/in-transaction.ts';
import type { TeamContext } from '../../shared/context.ts';
import { newId } from '../../shared/ids.ts';
import type { CredentialRow } from './credential.entity.ts';

/** What a lease lasts beyond the longest renewal: sealing and writing. */
const MARGIN_MS = 2_000;

/** By the clock of the database, which all instances share. */
const take = `
  update credentials set lease = ?, leased_until = clock_timestamp() + make_interval(secs => ?::float8)
  where id = ? and version = ? and consecutive_failures = ? and revoked_at is null and (leased_until is null or leased_until <= clock_timestamp())
  returning id`;

/**
 * Becomes the one process of all instances that renews these tokens, in one statement and without a transaction that
 * would stay open meanwhile. Null while another one is at it, and where one has failed since the row was read; one that
 * has died is at it until its lease has ended.
 */
export const takeLease = async (ctx: TeamContext, { id, version, consecutiveFailures }: CredentialRow): Promise<string | null> => {
  const lease = newId('claim');
  const seconds = (ctx.parts.credentials.renewalTimeoutMs + MARGIN_MS) / 1_000;
  const taken = await inTransaction(ctx, ({ em }) => em.execute<unknown[]>(take, [lease, seconds, id, version, consecutiveFailures]));
  return taken.length > 0 ? lease : null;
};
