import type { CrmAccount, CrmSession } from '../../crm-provider.ts';
import { accountDetails } from './account-details.ts';
import { hubspotCall } from './call.ts';
import { introspect } from './introspect.ts';
import { probeScopes } from './probe-scopes.ts';
import type { HubspotSettings } from './settings.ts';

/** Asks the API itself, so that it is known to work, and then who it is: only tokens of OAuth can be introspected. */
export const readAccount = async (settings: HubspotSettings, session: CrmSession): Promise<CrmAccount> => {
  const { tokens, signal } = session;
  const call = hubspotCall(settings, session);
  const { accountId } = await accountDetails(call, settings.paths);
  if (tokens.refreshToken === undefined) return { accountId, accountName: accountId, scopes: await probeScopes(call, settings.paths), quota: null };
  const { accountName = null, scopes } = await introspect(settings, tokens, signal);
  return { accountId, accountName, scopes, quota: null };
};
