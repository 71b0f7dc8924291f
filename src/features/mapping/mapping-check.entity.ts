import { defineEntity, p } from '@mikro-orm/core';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';

/** When the properties of a connected CRM are looked at again. There is none where nothing is connected. */
export const MappingCheck = defineEntity({
  name: 'MappingCheck',
  tableName: 'mapping_checks',
  ...ownedByTeamAndSystem('select'),
  properties: {
    teamId: p.text().primary(),
    provider: p.text().$type<CrmProviderName>().primary(),
    dueAt: p.datetime(3),
    /** When the last check began. */
    checkedAt: p.datetime(3).strictNullable(),
  },
  indexes: [{ name: 'mapping_checks_due_at', properties: ['dueAt'] }],
});
