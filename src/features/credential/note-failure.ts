import { LockMode } from '@mikro-orm/core';
import { CrmError } from '../../crm/crm-provider.ts';
import { byDatabaseClock } from '../../database/database-clock.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import type { TeamContext } from '../../shared/context.ts';
import { retryDelay } from '../../shared/retry-delay.ts';
import { audit } from '../account/index.ts';
import { isAccessLost } from './access-lost.ts';
import { Credential, type CredentialRow } from './credential.entity.ts';
import { changeHealth } from './credential.events.ts';

/** Between renewals that fail, in milliseconds: doubling from a second to a minute, whoever asks. */
export const PAUSES = { retryMinMs: 1_000, retryMaxMs: 60_000 };

const audited = async (tx: Tx, row: CredentialRow, error: CrmError): Promise<void> => {
  const lost = isAccessLost(error);
  if (lost || row.consecutiveFailures === 1)
    await audit(tx, { action: lost ? 'credential.access_lost' : 'credential.renewal_failed', target: row.id, data: { provider: row.provider } });
};

const count = async (tx: Tx, row: CredentialRow, error: CrmError): Promise<void> => {
  const now = tx.clock.now();
  const failures = row.consecutiveFailures + 1;
  const { fault } = error;
  const lost = isAccessLost(error);
  Object.assign(row, {
    consecutiveFailures: failures,
    lastFault: fault,
    revokedAt: lost ? now : null,
    renewAt: lost ? null : await byDatabaseClock(tx, new Date(now.getTime() + retryDelay(failures - 1, fault.retryAfter, PAUSES))),
    updatedAt: now,
  });
  const ended = row.expiresAt !== null && row.expiresAt <= now;
  changeHealth(tx, row, lost ? 'REVOKED' : ended ? 'EXPIRED' : 'FAILING');
  await audited(tx, row, error);
};

/** The next sweep has others to look after first. */
const putOff = async (tx: Tx, row: CredentialRow): Promise<void> => {
  if (row.renewAt !== null) row.renewAt = await byDatabaseClock(tx, new Date(tx.clock.now().getTime() + PAUSES.retryMaxMs));
};

/**
 * Ends the lease of a renewal that failed. What the provider said is counted, announced where it is news, and followed
 * by a pause; what was our own trouble says nothing of the tokens, and only puts the worker off. False where the lease or the tokens are another's by
 * now: a refresh token that is good once looks revoked to whoever comes second.
 */
export const noteFailure = (ctx: TeamContext, { id, version }: CredentialRow, lease: string, error: unknown): Promise<boolean> =>
  inTransaction(ctx, async (tx) => {
    const row = await tx.em.findOne(Credential, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (row?.version !== version || row.lease !== lease) return false;
    Object.assign(row, { lease: null, leasedUntil: null });
    if (error instanceof CrmError && error.fault.closed !== true) await count(tx, row, error);
    else await putOff(tx, row);
    return true;
  });
