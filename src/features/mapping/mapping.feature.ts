import { CheckFields } from './check-fields.ts';
import { CrmFieldCache } from './crm-field-cache.entity.ts';
import { FieldMapping } from './field-mapping.entity.ts';
import { MappingCheck } from './mapping-check.entity.ts';
import { MappingIssue } from './mapping-issue.entity.ts';
import { MappingIssueDetected, MappingIssueResolved } from './mapping.events.ts';
import { mappingNodes } from './mapping.nodes.ts';
import { mappingReactions } from './mapping.reactions.ts';
import { mappingResolvers } from './mapping.resolvers.ts';
import { mappingIssueDetected } from './mapping.subscriptions.ts';
import { sweepDueChecks } from './sweep-due-checks.ts';

/** How leads become records of a CRM: its properties, and the rules that fill them. */
export const mappingFeature = {
  entities: [FieldMapping, CrmFieldCache, MappingCheck, MappingIssue],
  resolvers: mappingResolvers,
  nodes: mappingNodes,
  subscriptions: { mappingIssueDetected },
  events: [MappingIssueDetected, MappingIssueResolved],
  reactions: mappingReactions,
  jobs: [CheckFields],
  schedules: [sweepDueChecks],
};
