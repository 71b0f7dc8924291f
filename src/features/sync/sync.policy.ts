import type { Standing, TeamActor } from '../../shared/actor.ts';
import { hasScope, rightsOf } from '../account/index.ts';

/** Callers and audiences: an attempt shows what was sent of a lead, so it is for those who may read leads. */
export const seesSyncs = (standing: Standing): boolean => hasScope(standing, 'leads:read');

/** Owners and admins sync any lead; sales those they own, and those that nobody owns. */
export const canSyncLead = (actor: TeamActor, lead: { ownerId: string | null }): boolean => {
  if (!hasScope(actor, 'sync:run')) return false;
  return rightsOf(actor).changes === 'TEAM' || lead.ownerId === null || (actor.kind === 'USER' && lead.ownerId === actor.id);
};
