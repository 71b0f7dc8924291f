import type { FilterQuery } from '@mikro-orm/core';
import type { Role, Standing, TeamActor } from '../../shared/actor.ts';
import { hasScope, rightsOf } from '../account/index.ts';
import type { LeadEntity } from './lead.entity.ts';

/** What decides about a lead. */
interface Owned {
  ownerId: string | null;
}

/** Callers and audiences: who may know of leads, in lists and in events. */
export const canListLeads = (standing: Standing): boolean => hasScope(standing, 'leads:read');

/** The rows an actor may know of, as a condition: all of its team, or none. */
export const visibleLeads = (actor: TeamActor): FilterQuery<LeadEntity> => (canListLeads(actor) ? {} : { id: { $in: [] } });

export const canCreateLead = (actor: TeamActor): boolean => hasScope(actor, 'leads:write');

const owns = (actor: TeamActor, { ownerId }: Owned): boolean => actor.kind === 'USER' && ownerId === actor.id;

/** Any lead, or, for sales, one that it owns or that nobody owns. */
export const canUpdateLead = (actor: TeamActor, lead: Owned): boolean => {
  if (!hasScope(actor, 'leads:write')) return false;
  return rightsOf(actor).changes === 'TEAM' || lead.ownerId === null || owns(actor, lead);
};

/** Whoever may change a lead may delete it. */
export const canDeleteLead = (actor: TeamActor, lead: Owned): boolean => canUpdateLead(actor, lead);

/** Any lead to anyone; or, for sales, its own to anyone, and one that nobody owns to itself. */
export const canAssignLead = (actor: TeamActor, lead: Owned, ownerId: string | null): boolean => {
  if (!canUpdateLead(actor, lead)) return false;
  return rightsOf(actor).changes === 'TEAM' || owns(actor, lead) || owns(actor, { ownerId });
};

/** Who can look after leads: a member who may change them. */
export const canOwnLeads = ({ role, status }: { role: Role; status: string }): boolean =>
  status === 'ACTIVE' && (role === 'OWNER' || role === 'ADMIN' || role === 'SALES');

/** Fields are the team's, not one's own: they are for whoever may change every lead. */
export const canDefineLeadFields = (actor: TeamActor): boolean => hasScope(actor, 'leads:write') && rightsOf(actor).changes === 'TEAM';

/** A visitor brings its own data by a form; everyone else creates leads by name. */
export const canCaptureLead = (actor: TeamActor): boolean => actor.kind === 'VISITOR' || actor.kind === 'SYSTEM';
