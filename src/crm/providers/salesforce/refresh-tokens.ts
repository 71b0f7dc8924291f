import { CrmError, type CrmTokens } from '../../crm-provider.ts';
import { loginUrlOf } from './login-url.ts';
import { oauthCall } from './oauth-call.ts';
import type { SalesforceSettings } from './settings.ts';
import { renewedTokens } from './token-answer.ts';

/**
 * The tokens to store. A refresh token comes back only where the app rotates them; the place to call comes back always,
 * and counts, since an organisation may have moved.
 */
export const refreshTokens = async (settings: SalesforceSettings, tokens: CrmTokens, signal: AbortSignal): Promise<CrmTokens> => {
  if (tokens.refreshToken === undefined) {
    throw new CrmError({
      code: 'AUTH_EXPIRED',
      message: 'This connection to Salesforce was made with a token that cannot be refreshed, and Salesforce no longer accepts it.',
      hint: 'Connect Salesforce again.',
      retryable: false,
    });
  }
  const { clientId, clientSecret } = settings;
  const loginUrl = loginUrlOf(settings, tokens);
  const form = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken, client_id: clientId, client_secret: clientSecret };
  return renewedTokens(await oauthCall(settings, { loginUrl, endpoint: 'token', form }, signal), settings, loginUrl, tokens);
};
