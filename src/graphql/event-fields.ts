import { parseCursor } from '../events/cursor.ts';
import { eventTypeOf, type DeliveredEvent } from '../events/logged-event.ts';
import type { EventType } from './generated/schema.ts';

/** The same fact has the same id in every stream and poll, and no other team's fact has it. */
const eventId = ({ teamId, seq, cursor }: DeliveredEvent): string =>
  `event_${parseCursor(cursor)?.epoch ?? ''}_${teamId.replace(/^team_/, '')}_${seq}`;

/** The fields that all types of `Event` have in common; a feature spreads them into the resolvers of its own. */
export const eventFields = {
  id: eventId,
  // The enum of the schema has one value for each kind; graphql-js refuses what it does not know.
  type: ({ kind }: DeliveredEvent) => eventTypeOf(kind) as EventType,
  cursor: ({ cursor }: DeliveredEvent) => cursor,
  occurredAt: ({ occurredAt }: DeliveredEvent) => occurredAt,
  publishedAt: ({ publishedAt }: DeliveredEvent) => publishedAt,
  actor: ({ actor }: DeliveredEvent) => actor,
  team: ({ teamId }: DeliveredEvent) => ({ id: teamId }),
};
