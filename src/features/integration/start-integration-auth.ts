import { inTransaction } from '../../database/in-transaction.ts';
import type { UserActor } from '../../shared/actor.ts';
import { forbidden } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import type { ProviderName } from '../credential/index.ts';
import type { IntegrationEnvironment } from './integration.entity.ts';
import { canManageIntegrations } from './integration.policy.ts';
import { OAuthState } from './oauth-state.entity.ts';
import { challengeOf, hashOf, randomSecret } from './random-secret.ts';
import { redirectUrlFor } from './redirect-url.ts';
import { requireProvider } from './require-provider.ts';
import { checkReturnAddress } from './return-address.ts';

/** How long a person has for the provider's consent page. */
const STATE_LIFE_MS = 10 * 60_000;
/** Ended states are kept this long, so that a late or repeated callback is told what happened. */
const STATE_KEPT_MS = 24 * 60 * 60_000;

export interface StartIntegrationAuthInput {
  provider: ProviderName;
  environment?: IntegrationEnvironment | null;
  returnTo?: URL | null;
}

export interface StartedAuth {
  authorizationUrl: string;
  state: string;
  expiresAt: Date;
}

/**
 * Begins to connect a provider: the browser is to be sent to `authorizationUrl`. The state is bound to the caller
 * and its team, and good once.
 * @throws AppError FORBIDDEN, PROVIDER_NOT_SUPPORTED, PROVIDER_NOT_CONFIGURED, BAD_USER_INPUT for a foreign returnTo
 */
export const startIntegrationAuth = async (ctx: Context<UserActor>, input: StartIntegrationAuthInput): Promise<StartedAuth> => {
  const { actor, parts, clock } = ctx;
  if (!canManageIntegrations(actor)) throw forbidden('connect integrations');
  const provider = requireProvider(ctx, input.provider);
  const returnTo = input.returnTo ? checkReturnAddress(input.returnTo, parts.site.publicUrl) : null;
  const [state, verifier] = [randomSecret(), randomSecret()];
  const sealedVerifier = await parts.vault.seal(verifier, { teamId: actor.teamId, provider: provider.name });
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + STATE_LIFE_MS);
  await inTransaction(ctx, async ({ em }) => {
    await em.nativeDelete(OAuthState, { teamId: actor.teamId, expiresAt: { $lt: new Date(createdAt.getTime() - STATE_KEPT_MS) } });
    em.create(OAuthState, {
      stateHash: hashOf(state), teamId: actor.teamId, userId: actor.id, sessionId: actor.sessionId,
      provider: provider.name, environment: provider.environment ?? input.environment ?? 'PRODUCTION', sealedVerifier, returnTo,
      createdAt, expiresAt, usedAt: null,
    });
  });
  const authorizationUrl = provider.authorizationUrl({
    state, redirectUri: redirectUrlFor(parts, provider.name), codeChallenge: challengeOf(verifier),
  });
  return { authorizationUrl, state, expiresAt };
};
