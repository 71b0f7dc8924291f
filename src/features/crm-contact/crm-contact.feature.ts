import { crmContactResolvers } from './crm-contact.resolvers.ts';

/** The people that a CRM holds, read there and kept nowhere. */
export const crmContactFeature = {
  resolvers: crmContactResolvers,
};
