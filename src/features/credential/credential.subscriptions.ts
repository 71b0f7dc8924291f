import { defineSubscription } from '../../realtime/subscription.ts';
import { refuse } from '../account/index.ts';
import { CredentialHealthChanged, type CredentialHealthPayload } from './credential.events.ts';
import { canReadCredentials } from './credential.policy.ts';
import type { ProviderName } from './provider-names.ts';

export const credentialHealthChanged = defineSubscription<{ provider?: ProviderName | null }>({
  kinds: [CredentialHealthChanged.kind],
  // A filter by provider names no id; there are few enough of these events to look at each.
  resourceId: () => null,
  match: ({ provider }, { payload }) => ((provider ?? null) === null || (payload as CredentialHealthPayload).provider === provider ? 'MATCHES' : null),
  authorize: (actor) => {
    if (!canReadCredentials(actor)) throw refuse(actor, 'see integrations', 'integrations:read');
  },
});
