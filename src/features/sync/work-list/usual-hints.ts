import type { SyncFault, SyncFaultCode } from '../../../crm/crm-provider.ts';

/** What a person can do about each kind of fault, at whichever CRM: where the fault itself says nothing better, or several say unlike things. */
export const usualHints: Readonly<Record<SyncFaultCode, string>> = {
  AUTH_EXPIRED: 'An owner or an admin connects the CRM again with startIntegrationAuth; what waits then goes on by itself.',
  RATE_LIMITED: 'Nothing needs to be done; it is tried again. If it lasts, other integrations use up what the account may ask: look at Integration.quota.',
  VALIDATION: 'Correct the values that the CRM refuses, which each attempt names, in the leads or by the mapping; then retry.',
  DUPLICATE: 'Merge the records in the CRM that could be meant, or correct the e-mail addresses of the leads; then retry.',
  DUPLICATE_NOT_ALLOWED_BY_PROVIDER: 'The CRM holds these contacts already: choose UPDATE or SKIP as duplicatePolicy of the connection, then retry.',
  NOT_FOUND: 'Check that the object of the settings is there and that the records were not deleted in the CRM; then retry.',
  PERMISSION: 'Give the connected user the rights that it lacks in the CRM, or connect again and allow everything that is asked for; then retry.',
  NETWORK: 'Nothing needs to be done; it is tried again. If it lasts, check the network of this server and the configured address of the CRM.',
  TIMEOUT: 'Nothing needs to be done; it is tried again. If it lasts, look at the status page of the CRM.',
  PROVIDER_DOWN: 'Nothing needs to be done; it is tried again. If it lasts, look at the status page of the CRM.',
  MAPPING: 'Mend the mapping, or the leads that it cannot be applied to, as each attempt tells; then retry.',
  UNKNOWN: 'Look at the recorded requests of each attempt. What the CRM may have created after all is retried by its attemptIds, once somebody has looked.',
};

/** The fault with something that can be done about it. */
export const withHint = (fault: SyncFault): SyncFault & { hint: string } => ({ ...fault, hint: fault.hint ?? usualHints[fault.code] });
