import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';

/** The drain that a connection has now: a row for as long as one is at it, and after its death until somebody takes over. */
export const SyncDrain = defineEntity({
  name: 'SyncDrain',
  tableName: 'sync_drains',
  // Workers look for leases of all teams that have lapsed.
  ...ownedByTeamAndSystem('select'),
  properties: {
    teamId: p.text().primary(),
    provider: p.text().$type<CrmProviderName>().primary(),
    claim: p.text(),
    /** By the clock of the database, which all processes share. */
    lapsesAt: p.datetime(3),
  },
  indexes: [{ name: 'sync_drains_lapses', properties: ['lapsesAt'] }],
});
export type SyncDrainRow = InferEntity<typeof SyncDrain>;
