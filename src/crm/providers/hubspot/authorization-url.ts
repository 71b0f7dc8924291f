import { requiredScopes, SIGN_IN_SCOPE } from './scopes.ts';
import type { HubspotSettings } from './settings.ts';

/** Where the person is sent to consent. HubSpot documents no PKCE for apps with a secret, so the challenge is not sent. */
export const authorizationUrl = (
  { authorizeUrl, clientId }: HubspotSettings,
  { state, redirectUri }: { state: string; redirectUri: string },
): string => {
  const url = new URL(authorizeUrl);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('scope', [SIGN_IN_SCOPE, ...requiredScopes].join(' '));
  url.searchParams.set('state', state);
  return url.href;
};
