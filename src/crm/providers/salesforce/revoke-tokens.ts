import { CrmError, type CrmTokens } from '../../crm-provider.ts';
import { loginUrlOf } from './login-url.ts';
import { oauthCall } from './oauth-call.ts';
import type { SalesforceSettings } from './settings.ts';

/** Ends the consent at Salesforce, and with the refresh token its access tokens. One that was pasted in is its maker's to end. */
export const revokeTokens = async (settings: SalesforceSettings, tokens: CrmTokens, signal: AbortSignal): Promise<void> => {
  if (tokens.refreshToken === undefined) return;
  try {
    await oauthCall(settings, { loginUrl: loginUrlOf(settings, tokens), endpoint: 'revoke', form: { token: tokens.refreshToken } }, signal);
  } catch (error) {
    const alreadyRevoked = error instanceof CrmError && ['AUTH_EXPIRED', 'NOT_FOUND'].includes(error.fault.code);
    if (!alreadyRevoked) throw error;
  }
};
