import type { Role, TeamActor } from '../../shared/actor.ts';
import type { Audience } from '../../shared/audience.ts';

const sees: ReadonlySet<Role | null> = new Set<Role | null>(['OWNER', 'ADMIN', 'SALES', 'VIEWER', null]);

/** Everyone but contractors sees what became of the team's leads in the CRM; our own jobs too. */
export const seesSyncs = ({ role }: Audience): boolean => sees.has(role);

/** Owners and admins sync any lead; sales those they own, and those that nobody owns. */
export const canSyncLead = (actor: TeamActor, lead: { ownerId: string | null }): boolean => {
  if (actor.kind === 'SYSTEM') return true;
  if (actor.kind !== 'USER') return false;
  if (actor.role === 'OWNER' || actor.role === 'ADMIN') return true;
  return actor.role === 'SALES' && (lead.ownerId === null || lead.ownerId === actor.id);
};
