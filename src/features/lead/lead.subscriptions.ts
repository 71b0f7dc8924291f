import type { LoggedEvent } from '../../events/logged-event.ts';
import { defineSubscription, type Match } from '../../realtime/subscription.ts';
import { badField } from '../../shared/app-error.ts';
import { kindOfId } from '../../shared/ids.ts';
import { refuse } from '../account/index.ts';
import type { LeadStatus } from './lead.entity.ts';
import { LeadAssigned, LeadCreated, LeadDeleted, leadFacts, LeadUpdated, type LeadFacts, type LeadTags } from './lead.events.ts';
import { canListLeads } from './lead.policy.ts';

export interface LeadUpdatedArgs {
  filter?: {
    leadId?: string | null;
    actions?: readonly LeadFacts['action'][] | null;
    ownerId?: string | null;
    status?: readonly LeadStatus[] | null;
  } | null;
}

/**
 * How an event meets the filter. Owner and status are asked of the lead before and after: an event that takes it out
 * of the filter is the last one to be sent. A deleted lead has left every filter.
 */
export const matchLead = ({ filter }: LeadUpdatedArgs, event: LoggedEvent): Match => {
  const { action, before, after } = leadFacts(event);
  const fits = (lead: LeadTags | null): boolean =>
    lead !== null && (filter?.ownerId ?? lead.ownerId) === lead.ownerId && (filter?.status ?? [lead.status]).includes(lead.status);
  if ((filter?.leadId ?? event.resourceId) !== event.resourceId || !(filter?.actions ?? [action]).includes(action)) return null;
  if (fits(after)) return 'MATCHES';
  return fits(before) ? 'LEFT' : null;
};

/** Refuses what could never match, instead of a stream that is silent for ever. */
const checkFilter = ({ filter }: LeadUpdatedArgs): void => {
  for (const field of ['actions', 'status'] as const)
    if (filter?.[field]?.length === 0) throw badField(`filter.${field}`, 'REQUIRED', `filter.${field} is empty: name at least one, or leave it out for all`);
  if (filter?.leadId?.trim() === '') throw badField('filter.leadId', 'REQUIRED', 'Lead ID is required');
  if (filter?.leadId != null && kindOfId(filter.leadId) !== 'lead')
    throw badField('filter.leadId', 'ID_INVALID', 'filter.leadId is not the id of a lead: those begin with lead_');
};

export const leadUpdated = defineSubscription<LeadUpdatedArgs>({
  kinds: [LeadCreated, LeadUpdated, LeadDeleted, LeadAssigned].map(({ kind }) => kind),
  resourceId: ({ filter }) => filter?.leadId ?? null,
  match: matchLead,
  authorize: (actor, args) => {
    if (!canListLeads(actor)) throw refuse(actor, 'see leads', 'leads:read');
    checkFilter(args);
  },
});
