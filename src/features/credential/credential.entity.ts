import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { ownedByTeam } from '../../database/row-security.ts';
import type { SealedSecret } from '../../vault/sealed-secret.ts';

/** What a team holds to speak with one provider. The tokens are sealed; no other column could be used in their place. */
export const Credential = defineEntity({
  name: 'Credential',
  tableName: 'credentials',
  ...ownedByTeam,
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    provider: p.text().$type<CrmProviderName>(),
    encrypted: p.json<SealedSecret>(),
    scopes: p.json<string[]>(),
    fingerprint: p.text(),
    keyId: p.text(),
    /** Counts the changes of the tokens, from 1: who renews them writes only over the version that it has read. */
    version: p.integer(),
    expiresAt: p.datetime(3).strictNullable(),
    lastRefreshedAt: p.datetime(3).strictNullable(),
    /** When the provider said for good that it no longer accepts them. */
    revokedAt: p.datetime(3).strictNullable(),
    consecutiveFailures: p.integer(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
  uniques: [{ name: 'credentials_team_id_provider', properties: ['teamId', 'provider'] }],
});
export type CredentialRow = InferEntity<typeof Credential>;
