import type { Resolvers } from '../../graphql/generated/schema.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { getFieldMapping } from './get-field-mapping.ts';
import { listCrmFields } from './list-crm-fields.ts';
import { saveFieldMapping } from './save-field-mapping.ts';

export const mappingResolvers = {
  Query: {
    crmFields: (_, query, ctx) => listCrmFields(requireTeam(ctx), query),
    fieldMapping: (_, query, ctx) => getFieldMapping(requireTeam(ctx), query),
  },
  Mutation: {
    saveFieldMapping: (_, { input }, ctx) => saveFieldMapping(requireTeam(ctx), input),
  },
  Integration: {
    mapping: ({ provider, settings }, { object }, ctx) =>
      provider === 'SLACK' ? null : getFieldMapping(requireTeam(ctx), { provider, object: object ?? (settings.object || null) }),
  },
} satisfies Resolvers;
