import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';
import type { SealedSecret } from '../../vault/sealed-secret.ts';
import type { IntegrationEnvironment } from './integration.entity.ts';

/**
 * A connection that somebody has begun. The state itself is not stored, so that a copy of the table ends nobody's
 * connection; the PKCE verifier is sealed, since no secret of ours lies anywhere in plain.
 */
export const OAuthState = defineEntity({
  name: 'OAuthState',
  tableName: 'oauth_states',
  // The browser that comes back from the provider brings nothing but the state.
  ...ownedByTeamAndSystem('all'),
  properties: {
    /** SHA-256 in hex. */
    stateHash: p.text().primary(),
    teamId: p.text(),
    userId: p.text(),
    sessionId: p.text(),
    provider: p.text().$type<CrmProviderName>(),
    environment: p.text().$type<IntegrationEnvironment>(),
    /** The provider's sign-in host of the account, where the person has named one. */
    domain: p.text().strictNullable(),
    sealedVerifier: p.json<SealedSecret>(),
    returnTo: p.text().strictNullable(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    usedAt: p.datetime(3).strictNullable(),
  },
  indexes: [{ name: 'oauth_states_expires_at', properties: ['teamId', 'expiresAt'] }],
});
export type OAuthStateRow = InferEntity<typeof OAuthState>;
