import type { CrmSite } from '../../crm-provider.ts';
import { loginUrlFor } from './login-url.ts';
import { requiredScopes } from './scopes.ts';
import type { SalesforceSettings } from './settings.ts';

/** Where the person is sent to consent. @throws CrmError VALIDATION for a domain that is none of Salesforce's */
export const authorizationUrl = (
  settings: SalesforceSettings,
  { state, redirectUri, codeChallenge, site }: { state: string; redirectUri: string; codeChallenge: string; site: CrmSite },
): string => {
  const url = new URL('/services/oauth2/authorize', loginUrlFor(settings, site));
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', settings.clientId);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('scope', requiredScopes.join(' '));
  url.searchParams.set('state', state);
  url.searchParams.set('code_challenge', codeChallenge);
  url.searchParams.set('code_challenge_method', 'S256');
  return url.href;
};
