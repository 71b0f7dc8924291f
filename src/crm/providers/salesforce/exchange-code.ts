import { CrmError, type CrmSite, type CrmTokens } from '../../crm-provider.ts';
import { loginUrlFor } from './login-url.ts';
import { oauthCall } from './oauth-call.ts';
import { readOrganisation } from './read-organisation.ts';
import { sessionFor } from './session-for.ts';
import type { SalesforceSettings } from './settings.ts';
import { tokensOf } from './token-answer.ts';

/** The tokens for a code, with the organisation's id and name. */
export const exchangeCode = async (
  settings: SalesforceSettings,
  { code, redirectUri, codeVerifier, site }: { code: string; redirectUri: string; codeVerifier: string; site: CrmSite },
  signal: AbortSignal,
): Promise<CrmTokens> => {
  const loginUrl = loginUrlFor(settings, site);
  const { clientId, clientSecret } = settings;
  const form = { grant_type: 'authorization_code', code, client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri, code_verifier: codeVerifier };
  const tokens = tokensOf(await oauthCall(settings, { loginUrl, endpoint: 'token', form }, signal), settings, loginUrl);
  try {
    return { ...tokens, ...(await readOrganisation(settings, sessionFor(tokens, signal))) };
  } catch (error) {
    // The code is spent: to fail now for want of a name would cost the person a second consent.
    if (error instanceof CrmError) return tokens;
    throw error;
  }
};
