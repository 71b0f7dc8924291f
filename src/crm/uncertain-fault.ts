import type { SyncFault } from './crm-provider.ts';

/** What becomes of a record whose create may have been done, where a repeat could make a second one. */
export const uncertainFault = (provider: string): SyncFault => ({
  code: 'UNKNOWN',
  message: `${provider} did not say whether it has created this record.`,
  hint: `Look in ${provider} whether the record exists; if it does not, sync the lead again. It is not tried again by itself, since without an e-mail address a second record could come of it.`,
  retryable: false,
  uncertain: true,
});
