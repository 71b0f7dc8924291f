import { defineEntity, p } from '@mikro-orm/core';
import type { CrmField, CrmProviderName } from '../../crm/crm-provider.ts';
import { ownedByTeam } from '../../database/row-security.ts';

/** The properties of a CRM's object as they were last read. */
export const CrmFieldCache = defineEntity({
  name: 'CrmFieldCache',
  tableName: 'crm_field_caches',
  ...ownedByTeam,
  properties: {
    teamId: p.text().primary(),
    provider: p.text().$type<CrmProviderName>().primary(),
    object: p.text().primary(),
    /** The provider's account they are of: another one has other properties. */
    accountId: p.text().strictNullable(),
    fields: p.json<CrmField[]>(),
    fetchedAt: p.datetime(3),
  },
});
