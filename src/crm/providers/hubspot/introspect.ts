import { z } from 'zod';
import { CrmError, type CrmTokens } from '../../crm-provider.ts';
import { expiredFault } from './fault.ts';
import { oauthCall } from './oauth-call.ts';
import type { HubspotSettings } from './settings.ts';

const account = z.object({
  /** False of a token that is none, or is none any more. */
  active: z.boolean().nullish(),
  hub_id: z.union([z.number(), z.string()]).nullish(),
  hub_domain: z.string().min(1).nullish(),
  scopes: z.array(z.string()).nullish(),
});

/** What HubSpot says of an access token. @throws CrmError AUTH_EXPIRED where it no longer holds, else as the endpoint failed */
export const introspect = async (
  settings: HubspotSettings,
  { accessToken, scopes: known }: Pick<CrmTokens, 'accessToken' | 'scopes'>,
  signal: AbortSignal,
): Promise<Pick<CrmTokens, 'accountId' | 'accountName' | 'scopes'>> => {
  const form = { token: accessToken, token_type_hint: 'access_token' };
  const { active, hub_id, hub_domain, scopes } = account.catch({}).parse(await oauthCall(settings, settings.paths.introspect, form, signal));
  if (active === false) throw new CrmError(expiredFault());
  return {
    ...(hub_id != null && { accountId: String(hub_id) }),
    ...(hub_domain != null && { accountName: hub_domain }),
    scopes: scopes ?? known,
  };
};
