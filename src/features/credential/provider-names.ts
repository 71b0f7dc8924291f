import type { CrmProviderName } from '../../crm/crm-provider.ts';

/** The enum `Provider` of the public schema. */
export type ProviderName = CrmProviderName | 'SLACK';

/** What people call each provider, in the order of the enum. */
export const providerNames: Readonly<Record<ProviderName, string>> = {
  HUBSPOT: 'HubSpot',
  SALESFORCE: 'Salesforce',
  ZOHO: 'Zoho CRM',
  PIPEDRIVE: 'Pipedrive',
  SLACK: 'Slack',
};
