import type { UserActor } from '../../shared/actor.ts';
import type { Context } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import type { ProviderName } from '../credential/index.ts';
import { consumeOAuthState } from './consume-oauth-state.ts';
import { finishAuth } from './finish-auth.ts';
import type { IntegrationRow } from './integration.entity.ts';
import { canManageIntegrations } from './integration.policy.ts';

export interface CompleteIntegrationAuthInput {
  provider: ProviderName;
  code: string;
  state: string;
}

/**
 * Ends a connection for clients that receive the provider's redirect themselves. The state must be the caller's own.
 * @throws AppError BAD_USER_INPUT for the state, and as `finishAuth`
 */
export const completeIntegrationAuth = async (ctx: Context<UserActor>, { provider, code, state }: CompleteIntegrationAuthInput): Promise<IntegrationRow> => {
  if (!canManageIntegrations(ctx.actor)) throw refuse(ctx.actor, 'connect integrations', 'integrations:manage');
  return finishAuth(ctx, await consumeOAuthState(ctx, state, provider, ctx.actor), code);
};
