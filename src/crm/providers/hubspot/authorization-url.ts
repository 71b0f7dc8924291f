import { CrmError, type CrmSite } from '../../crm-provider.ts';
import { requiredScopes, SIGN_IN_SCOPE } from './scopes.ts';
import type { HubspotSettings } from './settings.ts';

const noDomains = (): CrmError =>
  new CrmError({ code: 'VALIDATION', field: 'domain', message: 'All accounts of HubSpot sign in at one address: leave domain out.', retryable: false }, { undone: true });

/**
 * Where the person is sent to consent. HubSpot documents no PKCE for apps with a secret, so the challenge is not sent.
 * @throws CrmError VALIDATION for a domain
 */
export const authorizationUrl = (
  { authorizeUrl, clientId }: HubspotSettings,
  { state, redirectUri, site }: { state: string; redirectUri: string; site: CrmSite },
): string => {
  if (site.domain !== undefined) throw noDomains();
  const url = new URL(authorizeUrl);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('scope', [SIGN_IN_SCOPE, ...requiredScopes].join(' '));
  url.searchParams.set('state', state);
  return url.href;
};
