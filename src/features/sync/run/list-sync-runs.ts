import { QueryOrder } from '@mikro-orm/core';
import type { CrmProviderName } from '../../../crm/crm-provider.ts';
import { inSnapshot } from '../../../database/in-snapshot.ts';
import { pageOf, readPage, type Connection, type PageArgs } from '../../../graphql/connection.ts';
import { forbidden } from '../../../shared/app-error.ts';
import type { TeamContext } from '../../../shared/context.ts';
import { seesSyncs } from '../sync.policy.ts';
import { runView } from './run-view.ts';
import { SyncRun, type SyncRunView } from './sync-run.entity.ts';

export interface ListSyncRuns extends PageArgs {
  provider?: CrmProviderName | null;
}

/** The team's runs, newest first: ids sort by the time they were made. @throws AppError FORBIDDEN; BAD_USER_INPUT for a bad page */
export const listSyncRuns = async (ctx: TeamContext, { provider, ...args }: ListSyncRuns): Promise<Connection<SyncRunView>> => {
  if (!seesSyncs(ctx.actor)) throw forbidden('see syncs');
  const page = readPage(args, { keyLength: 1 });
  const from = page.from?.[0];
  const behind = typeof from === 'string' ? { id: page.backwards ? { $gt: from } : { $lt: from } } : {};
  const rows = await inSnapshot(ctx, ({ em, actor }) =>
    em.find(SyncRun, { teamId: actor.teamId, ...(provider == null ? {} : { provider }), ...behind }, { orderBy: { id: page.backwards ? QueryOrder.ASC : QueryOrder.DESC }, limit: page.limit + 1 }));
  const now = ctx.clock.now();
  return pageOf(page, rows.map((row) => runView(row, now)), ({ id }) => [id]);
};
