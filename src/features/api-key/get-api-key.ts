import { inSnapshot } from '../../database/in-snapshot.ts';
import { notFound } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { ApiKey, type ApiKeyRow } from './api-key.entity.ts';
import { canManageKeys } from './api-key.policy.ts';

/** @throws AppError NOT_FOUND, also for whoever may not manage keys */
export const getApiKey = async (ctx: TeamContext, id: string): Promise<ApiKeyRow> => {
  const key = canManageKeys(ctx.actor) ? await inSnapshot(ctx, ({ em }) => em.findOne(ApiKey, { id })) : null;
  if (key === null) throw notFound('API key');
  return key;
};
