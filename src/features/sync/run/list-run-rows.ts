import { QueryOrder, type FilterQuery } from '@mikro-orm/core';
import { inSnapshot } from '../../../database/in-snapshot.ts';
import { pageOf, readPage, type PageArgs } from '../../../graphql/connection.ts';
import type { TeamContext } from '../../../shared/context.ts';
import { badField } from '../../../shared/app-error.ts';
import { SyncAttempt, type AttemptPage, type SyncAttemptRow, type SyncStatus } from '../sync-attempt.entity.ts';

export interface ListRunRows extends Pick<PageArgs, 'first' | 'after'> {
  status?: readonly SyncStatus[] | null;
}

interface Which {
  runId: string;
  status: readonly SyncStatus[] | null;
}

const rowsOf = (ctx: TeamContext, { runId, status }: Which): FilterQuery<SyncAttemptRow> => ({ teamId: ctx.actor.teamId, runId, ...(status === null ? {} : { status: { $in: [...status] } }) });

/** A run's rows in the order in which they were taken. @throws AppError BAD_USER_INPUT for a bad page, or no status at all */
export const listRunRows = async (ctx: TeamContext, runId: string, { status = null, ...args }: ListRunRows): Promise<AttemptPage> => {
  if (status?.length === 0) throw badField('status', 'REQUIRED', 'status is empty: name at least one, or leave it out for all.');
  const page = readPage(args, { keyLength: 1 });
  const from = page.from?.[0];
  const rows = await inSnapshot(ctx, ({ em }) =>
    em.find(SyncAttempt, { $and: [rowsOf(ctx, { runId, status }), typeof from === 'string' ? { id: { $gt: from } } : {}] }, { orderBy: { id: QueryOrder.ASC }, limit: page.limit + 1 }));
  return { ...pageOf(page, rows, ({ id }) => [id]), count: () => inSnapshot(ctx, ({ em }) => em.count(SyncAttempt, rowsOf(ctx, { runId, status }))) };
};
