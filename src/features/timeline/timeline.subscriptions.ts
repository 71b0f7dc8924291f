import { defineSubscription } from '../../realtime/subscription.ts';
import { badField, forbidden } from '../../shared/app-error.ts';
import { kindOfId } from '../../shared/ids.ts';
import { endKind, entryOf, leadOfEvent, toldKinds } from './entry-of.ts';
import { seesTimelines } from './timeline.policy.ts';

/** The events that a timeline is made of, as its entries: nothing is announced twice (docs/decisions/0022). */
export const timelineEntryAdded = defineSubscription<{ leadId: string }>({
  kinds: [...toldKinds, endKind],
  resourceId: ({ leadId }) => leadId,
  about: leadOfEvent,
  match: (_, event) => (event.kind === endKind || entryOf(event) !== null ? 'MATCHES' : null),
  authorize: (actor, { leadId }) => {
    if (!seesTimelines(actor)) throw forbidden('see timelines');
    if (leadId.trim() === '') throw badField('leadId', 'REQUIRED', 'Lead ID is required');
    if (kindOfId(leadId) !== 'lead') throw badField('leadId', 'ID_INVALID', 'leadId is not the id of a lead: those begin with lead_');
  },
});
