import { CrmError, type CrmProvider } from '../../crm/crm-provider.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import type { UserActor } from '../../shared/actor.ts';
import { badField } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
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

/** Longest name of a host, and what it is made of; which hosts are the provider's, the provider says. */
const DOMAIN_MAX = 253;
const DOMAIN = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i;

export interface StartIntegrationAuthInput {
  provider: ProviderName;
  environment?: IntegrationEnvironment | null;
  /** The provider's sign-in host of the account: `acme.my.salesforce.com`. */
  domain?: string | null;
  returnTo?: URL | null;
}

export interface StartedAuth {
  authorizationUrl: string;
  state: string;
  expiresAt: Date;
}

/** Empty where none is named. */
const readDomain = (input: string | null | undefined): string => {
  const domain = input?.trim() ?? '';
  if (domain.length > DOMAIN_MAX) throw badField('domain', 'TOO_LONG', `domain is too long: at most ${String(DOMAIN_MAX)} characters`);
  if (domain !== '' && !DOMAIN.test(domain)) throw badField('domain', 'DOMAIN_REFUSED', 'domain must be the name of a host, without https:// and without a path');
  return domain;
};

const addressFor = (provider: CrmProvider, input: Parameters<CrmProvider['authorizationUrl']>[0]): string => {
  try {
    return provider.authorizationUrl(input);
  } catch (error) {
    if (error instanceof CrmError) throw badField('domain', 'DOMAIN_REFUSED', error.fault.message);
    throw error;
  }
};

/**
 * Begins to connect a provider: the browser is to be sent to `authorizationUrl`. The state is bound to the caller
 * and its team, and good once.
 * @throws AppError FORBIDDEN, PROVIDER_NOT_SUPPORTED, PROVIDER_NOT_CONFIGURED, BAD_USER_INPUT for a foreign returnTo or domain
 */
export const startIntegrationAuth = async (ctx: Context<UserActor>, input: StartIntegrationAuthInput): Promise<StartedAuth> => {
  const { actor, parts, clock } = ctx;
  if (!canManageIntegrations(actor)) throw refuse(actor, 'connect integrations', 'integrations:manage');
  const provider = requireProvider(ctx, input.provider);
  const returnTo = input.returnTo ? checkReturnAddress(input.returnTo, parts.site) : null;
  const environment = provider.environment ?? input.environment ?? 'PRODUCTION';
  const domain = readDomain(input.domain);
  const [state, verifier] = [randomSecret(), randomSecret()];
  const site = { environment, ...(domain !== '' && { domain }) };
  const authorizationUrl = addressFor(provider, { state, redirectUri: redirectUrlFor(parts, provider.name), codeChallenge: challengeOf(verifier), site });
  const sealedVerifier = await parts.vault.seal(verifier, { teamId: actor.teamId, provider: provider.name });
  const createdAt = clock.now();
  const expiresAt = new Date(createdAt.getTime() + STATE_LIFE_MS);
  await inTransaction(ctx, async ({ em }) => {
    await em.nativeDelete(OAuthState, { teamId: actor.teamId, expiresAt: { $lt: new Date(createdAt.getTime() - STATE_KEPT_MS) } });
    em.create(OAuthState, {
      stateHash: hashOf(state), teamId: actor.teamId, userId: actor.id, sessionId: actor.sessionId,
      provider: provider.name, environment, domain: domain === '' ? null : domain, sealedVerifier, returnTo,
      createdAt, expiresAt, usedAt: null,
    });
  });
  return { authorizationUrl, state, expiresAt };
};
