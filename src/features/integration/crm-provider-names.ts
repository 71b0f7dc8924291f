import type { CrmProviderName } from '../../crm/crm-provider.ts';

/** The enum `CrmProvider` of the public schema. */
export const crmProviderNames: readonly CrmProviderName[] = ['HUBSPOT', 'SALESFORCE', 'ZOHO', 'PIPEDRIVE'];
