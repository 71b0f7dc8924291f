import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { defineSubscription } from '../../realtime/subscription.ts';
import { forbidden } from '../../shared/app-error.ts';
import { canReadIntegrations } from '../integration/index.ts';
import { AlertFired, AlertRecovered, type AlertPayload } from './alert.events.ts';

/** Alerts as they fire and recover. */
export const alertChanged = defineSubscription<{ provider?: CrmProviderName | null }>({
  kinds: [AlertFired.kind, AlertRecovered.kind],
  // A filter by provider names no id; there are few enough of these events to look at each.
  resourceId: () => null,
  match: ({ provider }, { payload }) => ((provider ?? null) === null || (payload as AlertPayload).rule.provider === provider ? 'MATCHES' : null),
  authorize: (actor) => {
    if (!canReadIntegrations(actor)) throw forbidden('see alerts');
  },
});
