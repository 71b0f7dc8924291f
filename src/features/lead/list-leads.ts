import { QueryOrder } from '@mikro-orm/core';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { formatCursor } from '../../events/cursor.ts';
import { readHead } from '../../events/event-log.ts';
import { pageOf, readPage, type PageArgs } from '../../graphql/connection.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { behindKey, KEY_LENGTH, keyOf, readingOf, type LeadOrder } from './lead-order.ts';
import { leadsMatching, type LeadFilter } from './lead-filter.ts';
import { Lead, type LeadPage } from './lead.entity.ts';
import { canListLeads } from './lead.policy.ts';

export interface ListLeads extends PageArgs {
  filter?: LeadFilter | null;
  orderBy?: LeadOrder | null;
}

const newestFirst: LeadOrder = { field: 'CREATED_AT', direction: 'DESC' };

const sqlOrder = (smallestFirst: boolean, emptyFirst: boolean) => {
  if (smallestFirst) return emptyFirst ? QueryOrder.ASC_NULLS_FIRST : QueryOrder.ASC_NULLS_LAST;
  return emptyFirst ? QueryOrder.DESC_NULLS_FIRST : QueryOrder.DESC_NULLS_LAST;
};

/**
 * A page of the team's leads, and the end of the log in the snapshot that it was read from: a stream from there on
 * misses and repeats nothing.
 * @throws AppError FORBIDDEN; BAD_USER_INPUT for a bad page, cursor or search
 */
export const listLeads = (ctx: TeamContext, { filter, orderBy, ...args }: ListLeads): Promise<LeadPage> => {
  if (!canListLeads(ctx.actor)) throw refuse(ctx.actor, 'see leads', 'leads:read');
  const order = orderBy ?? newestFirst;
  const page = readPage(args, { keyLength: KEY_LENGTH });
  const reading = readingOf(order, page);
  const where = leadsMatching(ctx.actor, filter ?? {});
  return inSnapshot(ctx, async (snapshot) => {
    const rows = await snapshot.em.find(Lead, { $and: [where, behindKey(order, page, reading)] }, {
      orderBy: [{ [reading.column]: sqlOrder(reading.smallestFirst, reading.emptyFirst) }, { id: reading.smallestFirst ? QueryOrder.ASC : QueryOrder.DESC }],
      limit: page.limit + 1,
    });
    const { head } = await readHead(snapshot);
    return { ...pageOf(page, rows, keyOf(order)), streamCursor: formatCursor(ctx.parts.streams.epoch, head), where };
  });
};

/** How many leads a list has in all. */
export const countLeads = (ctx: TeamContext, { where }: LeadPage): Promise<number> => inSnapshot(ctx, ({ em }) => em.count(Lead, where));
