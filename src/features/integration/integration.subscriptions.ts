import { defineSubscription } from '../../realtime/subscription.ts';
import { refuse } from '../account/index.ts';
import type { ProviderName } from '../credential/index.ts';
import { IntegrationStatusChanged, type IntegrationStatusPayload } from './integration.events.ts';
import { canReadIntegrations } from './integration.policy.ts';

export const integrationStatusChanged = defineSubscription<{ provider?: ProviderName | null }>({
  kinds: [IntegrationStatusChanged.kind],
  // A filter by provider names no id; there are few enough of these events to look at each.
  resourceId: () => null,
  match: ({ provider }, { payload }) => ((provider ?? null) === null || (payload as IntegrationStatusPayload).integration.provider === provider ? 'MATCHES' : null),
  authorize: (actor) => {
    if (!canReadIntegrations(actor)) throw refuse(actor, 'see integrations', 'integrations:read');
  },
});
