import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { CrmProviderName, SyncFault } from '../../crm/crm-provider.ts';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';
import type { SealedSecret } from '../../vault/sealed-secret.ts';

/** How tokens were last announced to fare: EXPIRED are those that ended while they could not be renewed. */
export type AnnouncedStatus = 'VALID' | 'FAILING' | 'EXPIRED' | 'REVOKED';

/** What a team holds to speak with one provider. The tokens are sealed; no other column could be used in their place. */
export const Credential = defineEntity({
  name: 'Credential',
  tableName: 'credentials',
  // Renewals that are due are found across teams, and a change of the vault's key seals all of them anew.
  ...ownedByTeamAndSystem('all'),
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    provider: p.text().$type<CrmProviderName>(),
    encrypted: p.json<SealedSecret>(),
    scopes: p.json<string[]>(),
    fingerprint: p.text(),
    keyId: p.text(),
    /** The account's own address, where it has one: no secret, and needed where nothing is opened. */
    instanceUrl: p.text().strictNullable(),
    /** Counts the changes of the tokens, from 1: who renews them writes only over the version that it has read. */
    version: p.integer(),
    expiresAt: p.datetime(3).strictNullable(),
    lastRefreshedAt: p.datetime(3).strictNullable(),
    /** When the provider said for good that it no longer accepts them. */
    revokedAt: p.datetime(3).strictNullable(),
    consecutiveFailures: p.integer(),
    /** Why the last renewal failed; null once one works. */
    lastFault: p.json<SyncFault>().strictNullable(),
    status: p.text().$type<AnnouncedStatus>(),
    /** When a worker renews them, by the clock of the database; after a failure nobody does before. Null where they cannot be renewed. */
    renewAt: p.datetime(3).strictNullable(),
    /** Who renews them at this moment, and until when it counts as alive, by the clock of the database. */
    lease: p.text().strictNullable(),
    leasedUntil: p.datetime(3).strictNullable(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
  uniques: [{ name: 'credentials_team_id_provider', properties: ['teamId', 'provider'] }],
  indexes: [
    { name: 'credentials_renew_at', properties: ['renewAt'] },
    { name: 'credentials_key_id', properties: ['keyId', 'id'] },
  ],
});
export type CredentialRow = InferEntity<typeof Credential>;
