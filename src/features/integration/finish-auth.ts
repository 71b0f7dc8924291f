import { z } from 'zod';
import { CrmError, type CrmProvider, type CrmTokens } from '../../crm/crm-provider.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import type { UserActor } from '../../shared/actor.ts';
import { badField } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { isAccessLost, providerNames, sealTokens } from '../credential/index.ts';
import { connectIntegration, refuseScopes } from './connect-integration.ts';
import { crmErrorToAppError } from './crm-error-to-app-error.ts';
import type { IntegrationRow } from './integration.entity.ts';
import { canManageIntegrations } from './integration.policy.ts';
import { lackingScopes } from './lacking-scopes.ts';
import { missingScopes } from './missing-scopes.ts';
import type { OAuthStateRow } from './oauth-state.entity.ts';
import { redirectUrlFor } from './redirect-url.ts';
import { requireProvider } from './require-provider.ts';
import { storable } from './storable.ts';

/** The longest exchange, in milliseconds. It is not ended when the caller leaves: the code would be spent for nothing. */
const EXCHANGE_TIMEOUT_MS = 30_000;
/** Longest code that is passed on. */
const CODE_MAX = 2_000;

const refused = (error: unknown, provider: CrmProvider): unknown => {
  if (!(error instanceof CrmError)) return error;
  if (!isAccessLost(error)) return crmErrorToAppError(error);
  return badField('code', 'CODE_REFUSED', `${providerNames[provider.name]} does not accept this code: it was used before, or ran out. Begin again with startIntegrationAuth.`);
};

const exchange = async (ctx: Context<UserActor>, provider: CrmProvider, begun: OAuthStateRow, code: string): Promise<CrmTokens> => {
  const codeVerifier = z.string().parse(await ctx.parts.vault.open(begun.sealedVerifier, { teamId: begun.teamId, provider: begun.provider }));
  const redirectUri = redirectUrlFor(ctx.parts, provider.name);
  try {
    const site = { environment: begun.environment, ...(begun.domain !== null && { domain: begun.domain }) };
    return storable(await provider.exchangeCode({ code, redirectUri, codeVerifier, site }, AbortSignal.timeout(EXCHANGE_TIMEOUT_MS)));
  } catch (error) {
    throw refused(error, provider);
  }
};

/**
 * Ends what `begun` began: exchanges the code for tokens, seals them, and connects. Nothing foreign is waited for
 * inside the transaction.
 * @throws AppError FORBIDDEN, BAD_USER_INPUT with CODE_REFUSED, PROVIDER_REJECTED with MISSING_SCOPES, or as the provider failed
 */
export const finishAuth = async (ctx: Context<UserActor>, begun: OAuthStateRow, code: string): Promise<IntegrationRow> => {
  if (!canManageIntegrations(ctx.actor)) throw refuse(ctx.actor, 'connect integrations', 'integrations:manage');
  if (code === '' || code.length > CODE_MAX) throw badField('code', 'CODE_REFUSED', 'This is not a code: pass it on exactly as the provider gave it.');
  const provider = requireProvider(ctx, begun.provider);
  const tokens = await exchange(ctx, provider, begun, code);
  const missing = missingScopes(provider, tokens.scopes);
  if (missing.length > 0) {
    const refusal = lackingScopes(provider, missing);
    await inTransaction(ctx, (tx) => refuseScopes(tx, provider, tokens.scopes, refusal.message));
    throw refusal;
  }
  const sealed = await sealTokens(ctx, provider.name, tokens);
  return inTransaction(ctx, (tx) => connectIntegration(tx, provider, { tokens, sealed, environment: begun.environment }));
};
