import { LockMode } from '@mikro-orm/core';
import type { CrmTokens } from '../../crm/crm-provider.ts';
import { byDatabaseClock } from '../../database/database-clock.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { outlastOutage } from '../../database/outlast-outage.ts';
import type { TeamContext } from '../../shared/context.ts';
import { Credential, type CredentialRow } from './credential.entity.ts';
import { changeHealth } from './credential.events.ts';
import { sealTokens, type SealedTokens } from './seal-tokens.ts';

const write = (ctx: TeamContext, row: CredentialRow, sealed: SealedTokens): Promise<CredentialRow | null> =>
  inTransaction(ctx, async (tx) => {
    const current = await tx.em.findOne(Credential, { id: row.id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (current?.version !== row.version || current.revokedAt !== null) return current;
    const now = tx.clock.now();
    Object.assign(current, sealed, {
      renewAt: sealed.renewAt && (await byDatabaseClock(tx, sealed.renewAt)),
      version: row.version + 1, lastRefreshedAt: now, consecutiveFailures: 0, lastFault: null, lease: null, leasedUntil: null, updatedAt: now,
    });
    changeHealth(tx, current, 'VALID');
    return current;
  });

/**
 * Stores renewed tokens over the version that was renewed and over no other; returns what is stored then, be it ours
 * or another's. @throws the store's error when it stays away
 */
export const keepTokens = async (ctx: TeamContext, row: CredentialRow, tokens: CrmTokens): Promise<CredentialRow | null> => {
  const sealed = await sealTokens(ctx, row.provider, tokens);
  // Lost ones are a lost connection.
  return outlastOutage(ctx, `credential: renewed tokens of ${row.provider}`, () => write(ctx, row, sealed));
};
