import { CustomLeadField } from './lead-field.entity.ts';
import { Lead } from './lead.entity.ts';
import { LeadAssigned, LeadCreated, LeadDeleted, LeadUpdated } from './lead.events.ts';
import { leadNodes } from './lead.nodes.ts';
import { leadResolvers } from './lead.resolvers.ts';
import { leadUpdated } from './lead.subscriptions.ts';

/** Leads: who may become a customer, and what is known of them. */
export const leadFeature = {
  entities: [Lead, CustomLeadField],
  resolvers: leadResolvers,
  nodes: leadNodes,
  subscriptions: { leadUpdated },
  events: [LeadCreated, LeadUpdated, LeadDeleted, LeadAssigned],
};
