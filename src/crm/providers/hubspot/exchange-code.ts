import { z } from 'zod';

import { CrmError, type CrmTokens } from '../../crm-provider.ts';
import { oauthCall } from './oauth-call.ts';
import type { HubspotSettings } from './settings.ts';
import { tokensOf } from './token-answer.ts';

const account = z.object({
  hub_id: z.union([z.number(), z.string()]).nullish(),
  hub_domain: z.string().min(1).nullish(),
  scopes: z.array(z.string()).nullish(),
});

const withAccount = async (settings: HubspotSettings, tokens: CrmTokens, signal: AbortSignal): Promise<CrmTokens> => {
  const form = { token: tokens.accessToken, token_type_hint: 'access_token' };
  const { hub_id, hub_domain, scopes } = account.catch({}).parse(await oauthCall(settings, settings.paths.introspect, form, signal));
  return {
    ...tokens,
    ...(hub_id != null && { accountId: String(hub_id) }),
    ...(hub_domain != null && { accountName: hub_domain }),
    scopes: scopes ?? tokens.scopes,
  };
};

/** The tokens for a code, with the account's id and name as the introspection tells them. */
export const exchangeCode = async (
  settings: HubspotSettings,
  { code, redirectUri }: { code: string; redirectUri: string },
  signal: AbortSignal,
): Promise<CrmTokens> => {
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
  const tokens = tokensOf(await oauthCall(settings, settings.paths.token, form, signal), settings);
  try {
    return await withAccount(settings, tokens, signal);
  } catch (error) {
    // The code is spent: to fail now for want of a name would cost the person a second consent.
    if (error instanceof CrmError) return tokens;
    throw error;
  }
};
