import { QueryOrder } from '@mikro-orm/core';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { pageOf, readPage, type PageArgs } from '../../graphql/connection.ts';
import { forbidden } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { SyncAttempt, type AttemptPage } from './sync-attempt.entity.ts';
import { seesSyncs } from './sync.policy.ts';

/** A lead's attempts, newest first: ids sort by the time they were made. @throws AppError FORBIDDEN */
export const listAttempts = (ctx: TeamContext, leadId: string, args: PageArgs): Promise<AttemptPage> => {
  if (!seesSyncs(ctx.actor)) throw forbidden('see syncs');
  const page = readPage(args, { keyLength: 1 });
  const [from] = page.from ?? [];
  return inSnapshot(ctx, async ({ em }) => {
    const behind = typeof from === 'string' ? { id: { $lt: from } } : {};
    const rows = await em.find(SyncAttempt, { leadId, ...behind }, { orderBy: { id: QueryOrder.DESC }, limit: page.limit + 1 });
    return { ...pageOf(page, rows, ({ id }) => [id]), leadId };
  });
};

/** How many attempts a lead has in all. */
export const countAttempts = (ctx: TeamContext, { leadId }: AttemptPage): Promise<number> =>
  inSnapshot(ctx, ({ em }) => em.count(SyncAttempt, { leadId }));
