import { CrmError, type CrmProviderName, type CrmSession } from '../../crm/crm-provider.ts';
import type { TeamContext } from '../../shared/context.ts';
import { crmErrorToAppError } from './crm-error-to-app-error.ts';
import { withSession } from './with-session.ts';

/** Reads from a CRM for a caller who waits for it, in the words that callers are answered in. @throws AppError as the provider failed, and as `withSession` */
export const askCrm = async <T>(ctx: TeamContext, provider: CrmProviderName, work: (session: CrmSession) => Promise<T>): Promise<T> => {
  try {
    return await withSession(ctx, provider, () => undefined, work);
  } catch (error) {
    throw error instanceof CrmError ? crmErrorToAppError(error) : error;
  }
};
