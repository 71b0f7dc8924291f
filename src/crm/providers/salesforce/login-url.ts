import { CrmError, type CrmSite, type CrmTokens } from '../../crm-provider.ts';
import type { SalesforceSettings } from './settings.ts';
import { trustedOrigin } from './trusted-origin.ts';

/** Longest name of a host that there is. */
const DOMAIN_MAX = 253;

/** Letters, digits and inner hyphens. A name that begins with `xn--` is one in another script, which may look like any. */
const MY_DOMAIN = /^(?:https:\/\/)?((?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,4}my\.salesforce\.com)\/?$/i;

const refused = (message: string, hint: string): CrmError => new CrmError({ code: 'VALIDATION', field: 'domain', message, hint, retryable: false }, { undone: true });

const notADomain = (): CrmError =>
  refused(
    'A domain of Salesforce looks like acme.my.salesforce.com, or acme--uat.sandbox.my.salesforce.com for a sandbox. The address in the browser, acme.lightning.force.com, is not it.',
    'Find it in Salesforce under Setup, My Domain; or leave the domain out.',
  );

/** The real Salesforce does not know the client of the stand-in, so nobody is sent there with it. */
const onlyTheStandIn = (): CrmError =>
  refused(
    'This server speaks to a stand-in for Salesforce on this machine, which has no domains: leave domain out. For the real Salesforce, its operator sets SALESFORCE_CLIENT_ID and SALESFORCE_CLIENT_SECRET.',
    'Leave the domain out.',
  );

/** Read as text and not as an address: what a parser would put right is refused. */
const originOfDomain = (domain: string): string => {
  const host = domain.length > DOMAIN_MAX ? undefined : MY_DOMAIN.exec(domain)?.[1];
  if (host === undefined) throw notADomain();
  return `https://${host.toLowerCase()}`;
};

/**
 * Where the people of a site sign in: their own domain, else the host for organisations of their kind.
 * @throws CrmError VALIDATION for a domain that is none of Salesforce's, or where there are none
 */
export const loginUrlFor = ({ loginUrl, sandboxLoginUrl, hasDomains }: SalesforceSettings, { environment, domain }: CrmSite): string => {
  if (domain !== undefined && !hasDomains) throw onlyTheStandIn();
  if (domain !== undefined) return originOfDomain(domain);
  return environment === 'SANDBOX' ? sandboxLoginUrl : loginUrl;
};

/** Where stored tokens came from, and are renewed and revoked. @throws CrmError PERMISSION where that is no place for them */
export const loginUrlOf = (settings: SalesforceSettings, { loginUrl = settings.loginUrl }: Pick<CrmTokens, 'loginUrl'>): string =>
  trustedOrigin(settings, loginUrl);
