import { inTransaction } from '../../database/in-transaction.ts';
import { emit } from '../../events/emit.ts';
import type { TeamContext } from '../../shared/context.ts';
import { audit, MembershipChanged, refuse } from '../account/index.ts';
import type { ApiKeyRow } from './api-key.entity.ts';
import { canManageKeys } from './api-key.policy.ts';
import { keyChange } from './key-change.ts';
import { lockApiKey } from './lock-api-key.ts';

/**
 * Ends a key: its secrets are refused from the commit on, and its sockets are closed. A second call changes nothing.
 * @throws AppError FORBIDDEN or NOT_FOUND
 */
export const revokeApiKey = async (ctx: TeamContext, { id }: { id: string }): Promise<ApiKeyRow> => {
  if (!canManageKeys(ctx.actor)) throw refuse(ctx.actor, 'manage API keys', 'keys:manage');
  return inTransaction(ctx, async (tx) => {
    const apiKey = await lockApiKey(tx, id);
    if (apiKey.revokedAt !== null) return apiKey;
    apiKey.revokedAt = tx.clock.now();
    emit(tx, MembershipChanged, id, keyChange('KEY_REVOKED', id, { apiKeyId: id }));
    await audit(tx, { action: 'key.revoked', target: id, data: { name: apiKey.name, prefix: apiKey.prefix } });
    return apiKey;
  });
};
