import type { CrmProviderName } from '../../crm/crm-provider.ts';
import { defineSubscription } from '../../realtime/subscription.ts';
import { refuse } from '../account/index.ts';
import { canReadIntegrations } from '../integration/index.ts';
import { MappingIssueDetected, MappingIssueResolved, type MappingIssuePayload } from './mapping.events.ts';

/** Issues as they come, and as they go. */
export const mappingIssueDetected = defineSubscription<{ provider?: CrmProviderName | null }>({
  kinds: [MappingIssueDetected.kind, MappingIssueResolved.kind],
  // A filter by provider names no id; there are few enough of these events to look at each.
  resourceId: () => null,
  match: ({ provider }, { payload }) => ((provider ?? null) === null || (payload as MappingIssuePayload).issue.provider === provider ? 'MATCHES' : null),
  authorize: (actor) => {
    if (!canReadIntegrations(actor)) throw refuse(actor, 'see mappings', 'integrations:read');
  },
});
