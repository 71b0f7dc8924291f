import type { Resolvers } from '../../graphql/generated/schema.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { listCrmContacts } from './list-crm-contacts.ts';

export const crmContactResolvers = {
  Query: {
    crmContacts: (_, query, ctx) => listCrmContacts(requireTeam(ctx), query),
  },
} satisfies Resolvers;
