import type { Standing, TeamActor } from '../../shared/actor.ts';
import { hasScope, rightsOf } from '../account/index.ts';

/** Callers and audiences: an attempt shows what was sent of a lead, so it is for those who may read leads. */
export const seesSyncs = (standing: Standing): boolean => hasScope(standing, 'leads:read');

/** A contact that is given directly is nobody's lead; what became of it is told to those who see syncs. */
export const canSyncContact = (actor: TeamActor): boolean => hasScope(actor, 'sync:run') && seesSyncs(actor);

/** Owners and admins sync any lead; sales those they own, and those that nobody owns. */
export const canSyncLead = (actor: TeamActor, lead: { ownerId: string | null }): boolean => {
  if (!hasScope(actor, 'sync:run')) return false;
  return rightsOf(actor).changes === 'TEAM' || lead.ownerId === null || (actor.kind === 'USER' && lead.ownerId === actor.id);
};

/** Nobody states what became of a sync but our own services: neither members nor the keys that they make. */
export const canReportSync = (standing: Standing): boolean => hasScope(standing, 'sync:report');
