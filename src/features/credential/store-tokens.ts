import type { Tx } from '../../database/in-transaction.ts';
import { newId } from '../../shared/ids.ts';
import type { SealedTokens } from './seal-tokens.ts';

const replace = `
  insert into credentials (id, team_id, provider, encrypted, scopes, fingerprint, key_id, version, expires_at,
    consecutive_failures, created_at, updated_at)
  values (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, 1, ?, 0, ?, ?)
  on conflict (team_id, provider) do update set
    encrypted = excluded.encrypted, scopes = excluded.scopes, fingerprint = excluded.fingerprint, key_id = excluded.key_id,
    version = credentials.version + 1, expires_at = excluded.expires_at, last_refreshed_at = null, revoked_at = null,
    consecutive_failures = 0, created_at = excluded.created_at, updated_at = excluded.updated_at`;

/** Stores the tokens of a new connection in place of whatever the team held for that provider. */
export const storeTokens = async (tx: Tx, { provider, encrypted, scopes, fingerprint, keyId, expiresAt }: SealedTokens): Promise<void> => {
  const now = tx.clock.now();
  await tx.em.execute(replace, [
    newId('credential'), tx.actor.teamId, provider, JSON.stringify(encrypted), JSON.stringify(scopes), fingerprint, keyId, expiresAt, now, now,
  ]);
};
