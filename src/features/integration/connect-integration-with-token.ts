import { CrmError, type CrmProvider, type CrmTokens } from '../../crm/crm-provider.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { AppError, badField } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { isAccessLost, providerNames, sealTokens, type ProviderName } from '../credential/index.ts';
import { connectIntegration } from './connect-integration.ts';
import { crmErrorToAppError } from './crm-error-to-app-error.ts';
import type { IntegrationRow } from './integration.entity.ts';
import { canManageIntegrations } from './integration.policy.ts';
import { missingScopes } from './missing-scopes.ts';
import { requireProvider } from './require-provider.ts';
import { lackingScopes } from './lacking-scopes.ts';
import { storable } from './storable.ts';

/** Longest token that is tried. */
const TOKEN_MAX = 4_000;
/** The longest that trying it may take, in milliseconds. */
const TRIAL_TIMEOUT_MS = 30_000;
/** What can stand in a header. */
const TOKEN = /^[\x21-\x7e]+$/;

export interface ConnectIntegrationWithTokenInput {
  provider: ProviderName;
  token: string;
  instanceUrl?: URL | null;
}

const checkToken = (input: string): string => {
  const token = input.trim();
  if (token === '') throw badField('token', 'BLANK', 'token must not be blank');
  if (token.length > TOKEN_MAX) throw badField('token', 'TOO_LONG', `token is too long: at most ${String(TOKEN_MAX)} characters`);
  if (!TOKEN.test(token)) throw badField('token', 'TOKEN_MALFORMED', 'token holds characters that no token has: paste it exactly as the provider shows it');
  return token;
};

const refused = (error: unknown, { name }: CrmProvider): unknown => {
  if (!(error instanceof CrmError)) return error;
  const { code, message, field, hint, scopes } = error.fault;
  const label = providerNames[name];
  if (code === 'AUTH_EXPIRED' || isAccessLost(error))
    return badField('token', 'TOKEN_REFUSED', `${label} does not accept this token: it is mistyped, was deleted there, or ran out.`);
  if (scopes !== undefined) return new AppError('PROVIDER_REJECTED', `${message} Grant it to the token in ${label}.`, { details: [{ field: 'token', code: 'MISSING_SCOPES', message }], cause: error });
  if (code === 'VALIDATION') return badField(field ?? 'token', 'REFUSED', hint === undefined ? message : `${message} ${hint}`);
  return crmErrorToAppError(error);
};

const adopt = async (provider: CrmProvider, token: string, instanceUrl: URL | null): Promise<CrmTokens> => {
  const label = providerNames[provider.name];
  if (!provider.adoptToken) throw new AppError('PROVIDER_NOT_SUPPORTED', `${label} has no tokens that could be pasted: use startIntegrationAuth.`);
  try {
    return storable(await provider.adoptToken({ token, ...(instanceUrl && { instanceUrl: instanceUrl.href }) }, AbortSignal.timeout(TRIAL_TIMEOUT_MS)));
  } catch (error) {
    throw refused(error, provider);
  }
};

/**
 * Connects with a token that a person has made at the provider: it is tried first, and nothing is stored of one that
 * does not serve. `instanceUrl` goes to nobody but the provider's own code, which knows which hosts are the provider's.
 * @throws AppError FORBIDDEN, PROVIDER_NOT_SUPPORTED, PROVIDER_NOT_CONFIGURED, BAD_USER_INPUT with BLANK, TOO_LONG,
 *   TOKEN_MALFORMED, TOKEN_REFUSED or REFUSED, PROVIDER_REJECTED with MISSING_SCOPES, or as the provider failed
 */
export const connectIntegrationWithToken = async (ctx: TeamContext, input: ConnectIntegrationWithTokenInput): Promise<IntegrationRow> => {
  if (!canManageIntegrations(ctx.actor)) throw refuse(ctx.actor, 'connect integrations', 'integrations:manage');
  const provider = requireProvider(ctx, input.provider);
  const tokens = await adopt(provider, checkToken(input.token), input.instanceUrl ?? null);
  const missing = missingScopes(provider, tokens.scopes);
  if (missing.length > 0) throw lackingScopes(provider, missing);
  const sealed = await sealTokens(ctx, provider.name, tokens);
  return inTransaction(ctx, (tx) => connectIntegration(tx, provider, { tokens, sealed, environment: provider.environment ?? 'PRODUCTION' }));
};
