import { providerNames } from '../credential/index.ts';
import type { SyncAttemptView } from '../sync/index.ts';

/** What became of a sync, in one sentence for people; its own message, with what that takes for granted. */
export const summaryOfSync = ({ provider, status, message, dryRun }: SyncAttemptView): string => {
  const crm = providerNames[provider];
  if (dryRun) return `Dry run for ${crm}: ${message}`;
  return status === 'FAILED' ? `The sync to ${crm} failed: ${message}` : message;
};
