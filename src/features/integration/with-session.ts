import type { CrmExchange, CrmProviderName, CrmSession } from '../../crm/crm-provider.ts';
import type { TeamContext } from '../../shared/context.ts';
import { withTokens } from '../credential/index.ts';
import { markIntegration } from './mark-integration.ts';
import { requireProvider } from './require-provider.ts';

/**
 * Runs work against a CRM with the team's tokens, which are renewed when due. Where the CRM refuses them all the same
 * they are renewed once and the work runs once more. When it has withdrawn our access for good, the integration is
 * RECONNECT_REQUIRED afterwards. `record` gets every exchange, in order. Never called inside a unit.
 * @throws CrmError of the work; AUTH_EXPIRED, not retryable, where only connecting again helps. AppError
 *   PROVIDER_NOT_SUPPORTED, PROVIDER_NOT_CONFIGURED
 */
export const withSession = async <T>(
  ctx: TeamContext,
  provider: CrmProviderName,
  record: (exchange: CrmExchange) => void,
  work: (session: CrmSession) => Promise<T>,
): Promise<T> =>
  withTokens(
    ctx,
    requireProvider(ctx, provider),
    { record, onRevoked: (tx, message) => markIntegration(tx, provider, 'RECONNECT_REQUIRED', { code: 'AUTH_EXPIRED', message }) },
    work,
  );
