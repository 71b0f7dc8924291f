import { QueryOrder, raw } from '@mikro-orm/core';
import DataLoader from 'dataloader';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { pageOf, readPage, type Page, type PageArgs } from '../../graphql/connection.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { SyncAttempt, type AttemptPage, type SyncAttemptRow } from './sync-attempt.entity.ts';
import { seesSyncs } from './sync.policy.ts';

/** The first so many attempts of each of these leads, behind an id where one is given. Ids hold no comma. */
const newestOfEach = `(
  select newest.id
  from unnest(string_to_array(?, ',')) as wanted (lead_id)
  cross join lateral (
    select id from sync_attempts
    where team_id = ? and lead_id = wanted.lead_id and (?::text is null or id < ?)
    order by id desc limit ?
  ) as newest)`;

const loadRows = (ctx: TeamContext, { limit, from }: Page) => async (leadIds: readonly string[]): Promise<SyncAttemptRow[][]> => {
  const behind = typeof from?.[0] === 'string' ? from[0] : null;
  const newest = raw(newestOfEach, [leadIds.join(','), ctx.actor.teamId, behind, behind, limit + 1]);
  const rows = await inSnapshot(ctx, ({ em }) => em.find(SyncAttempt, { id: { $in: newest } }, { orderBy: { id: QueryOrder.DESC } }));
  const byLead = Map.groupBy(rows, ({ leadId }) => leadId);
  return leadIds.map((leadId) => byLead.get(leadId) ?? []);
};

const loadCounts = (ctx: TeamContext) => async (leadIds: readonly string[]): Promise<number[]> => {
  const counts = await inSnapshot(ctx, ({ em }) =>
    em.execute<{ lead_id: string; count: number }[]>(
      "select lead_id, count(*)::int as count from sync_attempts where team_id = ? and lead_id = any(string_to_array(?, ',')) group by lead_id",
      [ctx.actor.teamId, leadIds.join(',')],
    ));
  const byLead = new Map(counts.map(({ lead_id: leadId, count }) => [leadId, count]));
  return leadIds.map((leadId) => byLead.get(leadId) ?? 0);
};

interface Loaders {
  /** By size and beginning: leads of one list are asked for the same page. */
  readonly pages: Map<string, DataLoader<string, SyncAttemptRow[]>>;
  readonly counts: DataLoader<string, number>;
}

/** Reads are put together but not kept: between two mutations of one operation there may be new attempts. */
const together = { cache: false };

const loaders = new WeakMap<TeamContext, Loaders>();

const loadersOf = (ctx: TeamContext): Loaders => {
  const known = loaders.get(ctx) ?? { pages: new Map(), counts: new DataLoader(loadCounts(ctx), together) };
  loaders.set(ctx, known);
  return known;
};

const pagesOf = (ctx: TeamContext, page: Page): DataLoader<string, SyncAttemptRow[]> => {
  const { pages } = loadersOf(ctx);
  const key = JSON.stringify([page.limit, page.from]);
  const loader = pages.get(key) ?? new DataLoader(loadRows(ctx, page), together);
  pages.set(key, loader);
  return loader;
};

/** A lead's attempts, newest first: ids sort by the time they were made. Read together with those of its neighbours. @throws AppError FORBIDDEN */
export const listAttempts = async (ctx: TeamContext, leadId: string, args: PageArgs): Promise<AttemptPage> => {
  if (!seesSyncs(ctx.actor)) throw refuse(ctx.actor, 'see syncs', 'leads:read');
  const page = readPage(args, { keyLength: 1 });
  const rows = await pagesOf(ctx, page).load(leadId);
  return { ...pageOf(page, rows, ({ id }) => [id]), count: () => loadersOf(ctx).counts.load(leadId) };
};
