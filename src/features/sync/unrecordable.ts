import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { providerNames } from '../credential/index.ts';
import type { RowResult } from './row-result.ts';

/** What is kept of a result that cannot be: that there was one, and nothing that came from the CRM. */
export const unrecordable = ({ row }: RowResult, provider: CrmProviderName): RowResult => ({
  row,
  payload: null,
  hash: null,
  mappingVersion: null,
  requests: [],
  outcome: {
    action: 'FAILED',
    fault: {
      code: 'UNKNOWN',
      message: `${providerNames[provider]} answered with something that cannot be stored.`,
      hint: `Look in ${providerNames[provider]} what became of the record before syncing it again, and report it.`,
      retryable: false,
      // Without an e-mail nothing would find again what may have been created.
      ...(row.state.externalId === null && row.subject.emailKey === null && { uncertain: true }),
    },
  },
});
