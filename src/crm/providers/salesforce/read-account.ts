import type { CrmAccount, CrmQuota, CrmSession } from '../../crm-provider.ts';
import { readOrganisation } from './read-organisation.ts';
import type { SalesforceSettings } from './settings.ts';

/** The organisation, asked now, with what its answer tells of the day's allowance. */
export const readAccount = async (settings: SalesforceSettings, session: CrmSession): Promise<CrmAccount> => {
  let quota: CrmQuota | null = null;
  const { accountId = null, accountName = null } = await readOrganisation(settings, {
    ...session,
    notice: (notice) => {
      quota = notice.quota ?? quota;
      session.notice(notice);
    },
  });
  return { accountId, accountName, scopes: session.tokens.scopes, quota };
};
