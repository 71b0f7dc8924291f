import { LockMode } from '@mikro-orm/core';
import { byDatabaseClock } from '../../database/database-clock.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { newId } from '../../shared/ids.ts';
import { Credential } from './credential.entity.ts';
import { changeHealth } from './credential.events.ts';
import type { SealedTokens } from './seal-tokens.ts';

const make = `
  insert into credentials (id, team_id, provider, encrypted, scopes, fingerprint, key_id, version, consecutive_failures, status, created_at, updated_at)
  values (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, 0, 0, 'VALID', ?, ?)
  on conflict (team_id, provider) do nothing`;

/** Stores the tokens of a new connection in place of whatever the team held for that provider. */
export const storeTokens = async (tx: Tx, sealed: SealedTokens): Promise<void> => {
  const { provider, encrypted, scopes, fingerprint, keyId } = sealed;
  const { teamId } = tx.actor;
  const now = tx.clock.now();
  await tx.em.execute(make, [newId('credential'), teamId, provider, JSON.stringify(encrypted), JSON.stringify(scopes), fingerprint, keyId, now, now]);
  const row = await tx.em.findOneOrFail(Credential, { teamId, provider }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  Object.assign(row, sealed, {
    renewAt: sealed.renewAt && (await byDatabaseClock(tx, sealed.renewAt)),
    version: row.version + 1, lastRefreshedAt: null, revokedAt: null, consecutiveFailures: 0, lastFault: null, lease: null, leasedUntil: null,
    createdAt: now, updatedAt: now,
  });
  changeHealth(tx, row, 'VALID');
};
