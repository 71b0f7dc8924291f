import { QueryOrder } from '@mikro-orm/core';
import { inSnapshot } from '../../database/in-snapshot.ts';
import { pageOf, readPage, type Connection, type PageArgs } from '../../graphql/connection.ts';
import type { TeamContext } from '../../shared/context.ts';
import { AuditEntry, type AuditEntryRow } from './audit-entry.entity.ts';
import { hasScope } from './roles.ts';
import { refuse } from './refuse.ts';

/** The team's audit log, newest first: ids sort by time. @throws AppError FORBIDDEN, BAD_USER_INPUT for a page that cannot be */
export const listAuditLog = (ctx: TeamContext, args: PageArgs): Promise<Connection<AuditEntryRow>> => {
  if (!hasScope(ctx.actor, 'audit:read')) throw refuse(ctx.actor, 'read the audit log', 'audit:read');
  const page = readPage(args, { keyLength: 1 });
  const [from] = page.from ?? [];
  return inSnapshot(ctx, async ({ em, actor }) => {
    const beyond = from === undefined ? {} : { id: page.backwards ? { $gt: String(from) } : { $lt: String(from) } };
    const rows = await em.find(AuditEntry, { teamId: actor.teamId, ...beyond }, {
      orderBy: { id: page.backwards ? QueryOrder.ASC : QueryOrder.DESC },
      limit: page.limit + 1,
    });
    return pageOf(page, rows, ({ id }) => [id]);
  });
};
