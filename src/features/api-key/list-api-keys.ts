import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { ApiKey, type ApiKeyRow } from './api-key.entity.ts';
import { canManageKeys } from './api-key.policy.ts';

/** All keys of the team, also those that have ended, newest first; ids sort by time. @throws AppError FORBIDDEN */
export const listApiKeys = async (ctx: TeamContext): Promise<ApiKeyRow[]> => {
  if (!canManageKeys(ctx.actor)) throw refuse(ctx.actor, 'manage API keys', 'keys:manage');
  return inSnapshot(ctx, ({ em }) => em.find(ApiKey, {}, { orderBy: { id: 'desc' } }));
};
