import type { DeliveredEvent } from '../../events/logged-event.ts';
import { eventFields } from '../../graphql/event-fields.ts';
import type { Resolvers } from '../../graphql/generated/schema.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { getFieldMapping } from './get-field-mapping.ts';
import { listCrmFields } from './list-crm-fields.ts';
import { listIssues } from './list-issues.ts';
import { listVersions } from './list-versions.ts';
import { issueOf, MappingIssueResolved, type MappingIssuePayload } from './mapping.events.ts';
import { restoreFieldMapping } from './restore-field-mapping.ts';
import { saveFieldMapping } from './save-field-mapping.ts';
import { suggestFieldMapping } from './suggest-field-mapping.ts';

const payloadOf = (event: DeliveredEvent) => event.payload as MappingIssuePayload;

export const mappingResolvers = {
  Query: {
    crmFields: (_, query, ctx) => listCrmFields(requireTeam(ctx), query),
    fieldMapping: (_, query, ctx) => getFieldMapping(requireTeam(ctx), query),
    suggestFieldMapping: (_, query, ctx) => suggestFieldMapping(requireTeam(ctx), query),
  },
  Mutation: {
    saveFieldMapping: (_, { input }, ctx) => saveFieldMapping(requireTeam(ctx), input),
    restoreFieldMapping: (_, { input }, ctx) => restoreFieldMapping(requireTeam(ctx), input),
  },
  Integration: {
    mapping: ({ provider, settings }, { object }, ctx) =>
      provider === 'SLACK' ? null : getFieldMapping(requireTeam(ctx), { provider, object: object ?? (settings.object || null) }),
  },
  FieldMapping: {
    versions: (mapping, page, ctx) => listVersions(requireTeam(ctx), mapping, page),
    issues: (mapping, _, ctx) => listIssues(requireTeam(ctx), mapping),
  },
  MappingIssueEvent: {
    ...eventFields,
    issue: (event) => issueOf(payloadOf(event)),
    resolved: ({ kind }) => kind === MappingIssueResolved.kind,
  },
} satisfies Resolvers;
