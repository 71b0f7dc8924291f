import { CrmError, type CrmTokens } from '../../crm-provider.ts';
import { oauthCall } from './oauth-call.ts';
import type { HubspotSettings } from './settings.ts';

/** Ends the consent at HubSpot. A token without a refresh token was made by the person in HubSpot, who ends it there. */
export const revokeTokens = async (settings: HubspotSettings, { refreshToken }: CrmTokens, signal: AbortSignal): Promise<void> => {
  if (refreshToken === undefined) return;
  try {
    await oauthCall(settings, settings.paths.revoke, { token: refreshToken, token_type_hint: 'refresh_token' }, signal);
  } catch (error) {
    const alreadyRevoked = error instanceof CrmError && error.fault.code === 'AUTH_EXPIRED';
    if (!alreadyRevoked) throw error;
  }
};
