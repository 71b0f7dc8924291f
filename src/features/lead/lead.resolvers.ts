import { eventFields } from '../../graphql/event-fields.ts';
import type { Resolvers } from '../../graphql/generated/schema.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { accountLoaders } from '../account/index.ts';
import { assignLead } from './assign-lead.ts';
import { createLead } from './create-lead.ts';
import { defineLeadFields } from './define-lead-fields.ts';
import { deleteLead } from './delete-lead.ts';
import { findDuplicateLeads, possibleDuplicates } from './find-duplicates.ts';
import { getLead } from './get-lead.ts';
import { leadFacts, leadOfSnapshot } from './lead.events.ts';
import { listLeadFields } from './list-lead-fields.ts';
import { countLeads, listLeads } from './list-leads.ts';
import { updateLead } from './update-lead.ts';

export const leadResolvers = {
  Query: {
    lead: (_, { id }, ctx) => getLead(requireTeam(ctx), id),
    leads: (_, args, ctx) => listLeads(requireTeam(ctx), args),
    leadFields: (_, __, ctx) => listLeadFields(requireTeam(ctx)),
    findDuplicateLeads: (_, contact, ctx) => findDuplicateLeads(requireTeam(ctx), contact),
  },
  Mutation: {
    createLead: (_, { input }, ctx) => createLead(requireTeam(ctx), input),
    updateLead: (_, { input }, ctx) => updateLead(requireTeam(ctx), input),
    assignLead: (_, { input }, ctx) => assignLead(requireTeam(ctx), input),
    deleteLead: async (_, { input }, ctx) => {
      const { lead, cursor } = await deleteLead(requireTeam(ctx), input);
      return { leadId: lead.id, cursor };
    },
    defineLeadFields: async (_, { input }, ctx) => ({ fields: await defineLeadFields(requireTeam(ctx), input.fields) }),
  },
  Lead: {
    owner: ({ owner, ownerId }, _, ctx) => (owner !== undefined || ownerId === null ? (owner ?? null) : accountLoaders(ctx).user.load(ownerId)),
  },
  LeadPayload: {
    possibleDuplicates: ({ lead }, _, ctx) => possibleDuplicates(requireTeam(ctx), lead),
  },
  LeadConnection: {
    totalCount: (page, _, ctx) => countLeads(requireTeam(ctx), page),
  },
  LeadEvent: {
    ...eventFields,
    action: (event) => leadFacts(event).action,
    leadId: ({ resourceId }) => resourceId,
    lead: (event) => {
      const { action, lead } = leadFacts(event);
      return action === 'DELETED' ? null : leadOfSnapshot(lead);
    },
    changedFields: (event) => leadFacts(event).changedFields,
    previous: (event) => leadFacts(event).previous,
    previousOwner: (event) => leadFacts(event).previousOwner,
    leftFilter: ({ leftFilter }) => leftFilter,
  },
} satisfies Resolvers;
