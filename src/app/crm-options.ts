import type { Config } from '../config.ts';
import type { CrmProviderName } from '../crm/crm-provider.ts';
import type { ProviderOptions } from '../crm/registry.ts';
import { sandboxClient } from './start-sandbox.ts';

/** Where sandboxes answer, by the provider that each stands in for; those that do not run are absent. */
export type SandboxUrls = Partial<Record<CrmProviderName, string>>;

/** The window that paces are configured for, in milliseconds. */
const PACE_MS = 10_000;

const hubspotOptions = (config: Config, sandboxUrl: string | undefined): ProviderOptions['HUBSPOT'] => {
  const common = {
    apiVersion: config.HUBSPOT_API_VERSION,
    http: { timeoutMs: config.CRM_TIMEOUT_MS },
    pace: { requests: config.HUBSPOT_CALLS_PER_10_S, per: PACE_MS },
  };
  if (config.HUBSPOT_CLIENT_ID !== undefined && config.HUBSPOT_CLIENT_SECRET !== undefined)
    return {
      ...common, clientId: config.HUBSPOT_CLIENT_ID, clientSecret: config.HUBSPOT_CLIENT_SECRET,
      apiBaseUrl: config.HUBSPOT_API_URL, authorizeUrl: config.HUBSPOT_AUTHORIZE_URL,
    };
  return sandboxUrl === undefined
    ? undefined
    : { ...common, ...sandboxClient, apiBaseUrl: sandboxUrl, authorizeUrl: `${sandboxUrl}/oauth/authorize`, appUrl: sandboxUrl };
};

const salesforceOptions = (config: Config, sandboxUrl: string | undefined): ProviderOptions['SALESFORCE'] => {
  const common = {
    ...(config.SALESFORCE_API_VERSION === undefined ? {} : { apiVersion: config.SALESFORCE_API_VERSION }),
    externalIdField: config.SALESFORCE_EXTERNAL_ID_FIELD,
    http: { timeoutMs: config.CRM_TIMEOUT_MS },
    pace: { requests: config.SALESFORCE_CALLS_PER_10_S, per: PACE_MS },
  };
  if (config.SALESFORCE_CLIENT_ID !== undefined && config.SALESFORCE_CLIENT_SECRET !== undefined)
    return {
      ...common, clientId: config.SALESFORCE_CLIENT_ID, clientSecret: config.SALESFORCE_CLIENT_SECRET,
      loginUrl: config.SALESFORCE_LOGIN_URL, sandboxLoginUrl: config.SALESFORCE_SANDBOX_LOGIN_URL, trustedHosts: config.SALESFORCE_TRUSTED_HOSTS,
    };
  return sandboxUrl === undefined ? undefined : { ...common, ...sandboxClient, loginUrl: sandboxUrl, sandboxLoginUrl: sandboxUrl };
};

/** What each provider is made with: the operator's own client, else the sandbox that stands in for it, else not at all. */
export const crmOptions = (config: Config, sandboxUrls: SandboxUrls): ProviderOptions => ({
  HUBSPOT: hubspotOptions(config, sandboxUrls.HUBSPOT),
  SALESFORCE: salesforceOptions(config, sandboxUrls.SALESFORCE),
});
