import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { ownedByTeam } from '../../database/row-security.ts';
import type { MappingProblem, MappingProblemCode } from './mapping-problem.ts';

/** Something of the mapping in force that the CRM no longer bears. There is a row while it is so. */
export const MappingIssue = defineEntity({
  name: 'MappingIssue',
  tableName: 'mapping_issues',
  ...ownedByTeam,
  properties: {
    teamId: p.text().primary(),
    provider: p.text().$type<CrmProviderName>().primary(),
    object: p.text().primary(),
    /** The CRM's property. */
    field: p.text().primary(),
    code: p.text().$type<MappingProblemCode>().primary(),
    severity: p.text().$type<MappingProblem['severity']>(),
    message: p.text(),
    /** Told by a record that the CRM refused, and not by what it tells of its properties: these do not show it. */
    byRefusal: p.boolean(),
    mappingVersion: p.integer(),
    detectedAt: p.datetime(3),
  },
});
export type MappingIssueRow = InferEntity<typeof MappingIssue>;

/** What the type MappingIssue is resolved from: a row of today, or what an event carries. */
export type MappingIssueView = Omit<MappingIssueRow, 'teamId' | 'byRefusal'>;
