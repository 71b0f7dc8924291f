import { inSnapshot } from '../../database/in-snapshot.ts';
import { forbidden } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { ApiKey, type ApiKeyRow } from './api-key.entity.ts';
import { canManageKeys } from './api-key.policy.ts';

/** All keys of the team, also those that have ended, newest first; ids sort by time. @throws AppError FORBIDDEN */
export const listApiKeys = async (ctx: TeamContext): Promise<ApiKeyRow[]> => {
  if (!canManageKeys(ctx.actor)) throw forbidden('manage API keys');
  return inSnapshot(ctx, ({ em }) => em.find(ApiKey, {}, { orderBy: { id: 'desc' } }));
};
