import { CrmError, type CrmTokens } from '../../crm-provider.ts';
import { oauthCall } from './oauth-call.ts';
import type { HubspotSettings } from './settings.ts';
import { tokensOf } from './token-answer.ts';

/** The tokens to store. HubSpot neither promises nor excludes a new refresh token, so the one in the answer counts. */
export const refreshTokens = async (settings: HubspotSettings, tokens: CrmTokens, signal: AbortSignal): Promise<CrmTokens> => {
  if (tokens.refreshToken === undefined) {
    throw new CrmError({
      code: 'AUTH_EXPIRED',
      message: 'This connection to HubSpot was made with a token that cannot be refreshed, and HubSpot no longer accepts it.',
      hint: 'Connect HubSpot again, with a new token.',
      retryable: false,
    });
  }
  const form = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken };
  return tokensOf(await oauthCall(settings, settings.paths.token, form, signal), settings, tokens);
};
