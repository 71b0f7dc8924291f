import type { CrmProvider, CrmProviderName } from './crm-provider.ts';
import { createHubspot } from './providers/hubspot/create-hubspot.ts';
import type { HubspotOptions } from './providers/hubspot/settings.ts';
import { createSalesforce } from './providers/salesforce/create-salesforce.ts';
import type { SalesforceOptions } from './providers/salesforce/settings.ts';

export type CrmProviders = Partial<Record<CrmProviderName, CrmProvider>>;

declare module '../shared/context.ts' {
  interface Parts {
    readonly crm: { readonly providers: CrmProviders };
  }
}

/** A provider without options is one that this installation is not configured for. */
export interface ProviderOptions {
  HUBSPOT?: HubspotOptions | undefined;
  SALESFORCE?: SalesforceOptions | undefined;
}

/**
 * The registry: one line per provider. Whoever takes `CrmProviders` takes others too: a test adds a made-up one by
 * `{ ...createProviders(options), PIPEDRIVE: madeUp }`.
 */
export const createProviders = ({ HUBSPOT, SALESFORCE }: ProviderOptions): CrmProviders => ({
  ...(HUBSPOT && { HUBSPOT: createHubspot(HUBSPOT) }),
  ...(SALESFORCE && { SALESFORCE: createSalesforce(SALESFORCE) }),
});
