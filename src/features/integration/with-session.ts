import type { CrmExchange, CrmProviderName, CrmSession } from '../../crm/crm-provider.ts';
import type { TeamContext } from '../../shared/context.ts';
import { withTokens } from '../credential/index.ts';
import { paceOf } from './pace-of.ts';
import { requireProvider } from './require-provider.ts';
import { gather, nothingTold, writeToldSometimes, type Told } from './told-by-provider.ts';

type Record = (exchange: CrmExchange) => void;

/** As `withSession`; what the provider tells beside its answers is gathered in `told`, and left to the caller. */
export const withTellingSession = <T>(ctx: TeamContext, name: CrmProviderName, { record, told }: { record: Record; told: Told }, work: (session: CrmSession) => Promise<T>): Promise<T> => {
  const provider = requireProvider(ctx, name);
  return withTokens(
    ctx,
    provider,
    {
      record,
      pacing: (own, tokens) => paceOf(own, provider, tokens, (notice) => { gather(told, notice); }),
    },
    work,
  );
};

/**
 * Runs work against a CRM with the team's tokens, which are renewed when due, at the pace of its account. Where the CRM
 * refuses them all the same they are renewed once and the work runs once more. When it has withdrawn our access for
 * good, the integration is RECONNECT_REQUIRED afterwards. `record` gets every exchange, in order. Never called inside a unit.
 * @throws CrmError of the work; AUTH_EXPIRED, not retryable, where only connecting again helps. AppError
 *   PROVIDER_NOT_SUPPORTED, PROVIDER_NOT_CONFIGURED
 */
export const withSession = async <T>(ctx: TeamContext, provider: CrmProviderName, record: Record, work: (session: CrmSession) => Promise<T>): Promise<T> => {
  const told = nothingTold();
  try {
    return await withTellingSession(ctx, provider, { record, told }, work);
  } finally {
    await writeToldSometimes(ctx, provider, told);
  }
};
