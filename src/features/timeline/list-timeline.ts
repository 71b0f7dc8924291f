import { QueryOrder, raw } from '@mikro-orm/core';
import DataLoader from 'dataloader';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { formatCursor } from '../../events/cursor.ts';
import { readHead } from '../../events/event-log.ts';
import { pageOf, readPage, type Page, type PageArgs } from '../../graphql/connection.ts';
import { badField, forbidden } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { TimelineEntry, type TimelineEntryRow, type TimelinePage } from './timeline-entry.entity.ts';
import { seesTimelines, visibleKinds } from './timeline.policy.ts';

/** The first so many entries of each of these leads, behind a position where one is given. Neither ids nor kinds hold a comma. */
const newestOfEach = `(
  select newest.id
  from unnest(string_to_array(?, ',')) as wanted (lead_id)
  cross join lateral (
    select id from timeline_entries
    where team_id = ? and lead_id = wanted.lead_id and (?::bigint is null or position < ?) and kind = any(string_to_array(?, ','))
    order by position desc limit ?
  ) as newest)`;

/** A page of one lead, and where the log stood when it was read: a stream from there on misses and repeats nothing. */
interface Read {
  rows: TimelineEntryRow[];
  head: number;
}

const loadRows = (ctx: TeamContext, limit: number, before: number | null) => (leadIds: readonly string[]): Promise<Read[]> =>
  inSnapshot(ctx, async (snapshot) => {
    const { em, actor } = snapshot;
    const newest = raw(newestOfEach, [leadIds.join(','), actor.teamId, before, before, visibleKinds(actor).join(','), limit + 1]);
    const rows = await em.find(TimelineEntry, { id: { $in: newest } }, { orderBy: { position: QueryOrder.DESC } });
    const { head } = await readHead(snapshot);
    const byLead = Map.groupBy(rows, ({ leadId }) => leadId);
    return leadIds.map((leadId) => ({ rows: byLead.get(leadId) ?? [], head }));
  });

/** By size and beginning: leads of one list are asked for the same page. Reads are put together but not kept. */
const loaders = new WeakMap<TeamContext, Map<string, DataLoader<string, Read>>>();

const loaderOf = (ctx: TeamContext, limit: number, before: number | null): DataLoader<string, Read> => {
  const pages = loaders.get(ctx) ?? new Map<string, DataLoader<string, Read>>();
  loaders.set(ctx, pages);
  const key = JSON.stringify([limit, before]);
  const loader = pages.get(key) ?? new DataLoader(loadRows(ctx, limit, before), { cache: false });
  pages.set(key, loader);
  return loader;
};

/** @throws AppError BAD_USER_INPUT for the page cursor of another list */
const positionIn = ({ from }: Page): number | null => {
  if (from === null) return null;
  const [position] = from;
  if (typeof position === 'number' && Number.isSafeInteger(position)) return position;
  throw badField('after', 'CURSOR_INVALID', 'after is not a page cursor of a timeline: pass one exactly as the timeline gave it.');
};

/** What happened to a lead, newest first. Read together with those of its neighbours. @throws AppError FORBIDDEN, BAD_USER_INPUT */
export const listTimeline = async (ctx: TeamContext, leadId: string, args: PageArgs): Promise<TimelinePage> => {
  if (!seesTimelines(ctx.actor)) throw forbidden('see timelines');
  const page = readPage(args, { keyLength: 1 });
  const { rows, head } = await loaderOf(ctx, page.limit, positionIn(page)).load(leadId);
  return { ...pageOf(page, rows, ({ position }) => [position]), streamCursor: formatCursor(ctx.parts.streams.epoch, head) };
};
