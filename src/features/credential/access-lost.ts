import { CrmError, type CrmProviderName } from '../../crm/crm-provider.ts';
import { providerNames } from './provider-names.ts';

/** Nothing but a person who connects again helps: there are no tokens, or they are no longer accepted for good. */
export const accessLost = (provider: CrmProviderName, what: 'absent' | 'revoked' | 'unreadable'): CrmError => {
  const name = providerNames[provider];
  const messages = {
    absent: `${name} is not connected.`,
    revoked: `${name} has withdrawn our access.`,
    unreadable: `The stored access to ${name} is damaged.`,
  };
  return new CrmError({
    code: 'AUTH_EXPIRED',
    message: messages[what],
    hint: `An owner or an admin of the team connects ${name} again.`,
    retryable: false,
  });
};

/** Whether the provider, or the state of what we hold, says that only connecting again helps. */
export const isAccessLost = (error: unknown): error is CrmError =>
  error instanceof CrmError && error.fault.code === 'AUTH_EXPIRED' && !error.fault.retryable;
