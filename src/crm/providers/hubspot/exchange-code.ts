import { CrmError, type CrmTokens } from '../../crm-provider.ts';
import { introspect } from './introspect.ts';
import { oauthCall } from './oauth-call.ts';
import type { HubspotSettings } from './settings.ts';
import { tokensOf } from './token-answer.ts';

/** The tokens for a code, with the account's id and name as the introspection tells them. */
export const exchangeCode = async (
  settings: HubspotSettings,
  { code, redirectUri }: { code: string; redirectUri: string },
  signal: AbortSignal,
): Promise<CrmTokens> => {
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
  const tokens = tokensOf(await oauthCall(settings, settings.paths.token, form, signal), settings);
  try {
    return { ...tokens, ...(await introspect(settings, tokens, signal)) };
  } catch (error) {
    // The code is spent: to fail now for want of a name would cost the person a second consent.
    if (error instanceof CrmError) return tokens;
    throw error;
  }
};
