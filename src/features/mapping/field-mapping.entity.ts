import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { ownedByTeam } from '../../database/row-security.ts';
import type { ActorFacts } from '../../shared/actor.ts';
import type { MappingRule } from './mapping-rule.ts';

/** One version of how a team's leads become records of a CRM. Never changed: a change makes the next version. */
export const FieldMapping = defineEntity({
  name: 'FieldMapping',
  tableName: 'field_mappings',
  ...ownedByTeam,
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    provider: p.text().$type<CrmProviderName>(),
    object: p.text(),
    version: p.integer(),
    rules: p.json<MappingRule[]>(),
    createdAt: p.datetime(3),
    createdBy: p.json<ActorFacts>(),
  },
  uniques: [{ name: 'field_mappings_version', properties: ['teamId', 'provider', 'object', 'version'] }],
});
export type FieldMappingRow = InferEntity<typeof FieldMapping>;
