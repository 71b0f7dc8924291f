import { inSnapshot } from '../../database/in-snapshot.ts';
import type { TeamActor } from '../../shared/actor.ts';
import { notFound } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { accountLoaders } from './account.loaders.ts';
import { AuditEntry, type AuditEntryRow } from './audit-entry.entity.ts';
import { hasScope } from './roles.ts';
import type { TeamRef } from './team.entity.ts';
import type { UserRef } from './user.entity.ts';

/** Whoever sees leads sees who owns them, whoever manages members sees them all; everyone sees itself. */
const showsPerson = (actor: TeamActor, id: string): boolean =>
  hasScope(actor, 'leads:read') || hasScope(actor, 'members:manage') || (actor.kind === 'USER' && actor.id === id);

/** How `node(id)` reads what is here, by the kind in the id. @throws AppError NOT_FOUND, also for what is not the caller's */
export const accountNodes = {
  team: async (ctx: TeamContext, id: string): Promise<TeamRef> => {
    if (id !== ctx.actor.teamId) throw notFound('Team');
    return { id };
  },
  user: async (ctx: TeamContext, id: string): Promise<UserRef> => {
    const user = showsPerson(ctx.actor, id) ? await accountLoaders(ctx).user.load(id) : null;
    if (user === null) throw notFound('User');
    return user;
  },
  audit: async (ctx: TeamContext, id: string): Promise<AuditEntryRow> => {
    const entry = hasScope(ctx.actor, 'audit:read') ? await inSnapshot(ctx, ({ em, actor }) => em.findOne(AuditEntry, { id, teamId: actor.teamId })) : null;
    if (entry === null) throw notFound('Audit entry');
    return entry;
  },
};
