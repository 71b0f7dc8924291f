import type { SyncFault } from './crm-provider.ts';

/** What becomes of a record whose create may have been done, where a repeat would not know it again. */
export const uncertainFault = (provider: string): SyncFault => ({
  code: 'UNKNOWN',
  message: `${provider} did not say whether it has created this record.`,
  hint: `Look in ${provider} whether the record exists; if it does not, sync it again. It is not tried again by itself, since a second record could come of it.`,
  retryable: false,
  uncertain: true,
});
