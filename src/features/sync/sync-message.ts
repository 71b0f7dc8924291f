import type { CrmProviderName } from '../../crm/crm-provider.ts';
import type { Outcome } from './row-result.ts';
import type { SyncStatus } from './sync-attempt.entity.ts';

const names: Record<CrmProviderName, string> = { HUBSPOT: 'HubSpot', SALESFORCE: 'Salesforce', ZOHO: 'Zoho', PIPEDRIVE: 'Pipedrive' };

/** One sentence for people about what became of a sync. */
export const syncMessage = (provider: CrmProviderName, outcome: Outcome, status: SyncStatus): string => {
  const crm = names[provider];
  switch (outcome.action) {
    case 'CREATED':
      return `Contact created successfully in ${crm}`;
    case 'UPDATED':
      return `Contact updated successfully in ${crm}`;
    case 'UNCHANGED':
      return `Contact in ${crm} is up to date already`;
    case 'SKIPPED':
      return `${crm} has this contact already, and the duplicate policy is to skip`;
    case 'FAILED':
      if (status !== 'RETRYING') return outcome.fault.message;
      return outcome.fault.retryable ? `${outcome.fault.message} It will be tried again.` : `${outcome.fault.message} It goes on when ${crm} is connected again.`;
  }
};
