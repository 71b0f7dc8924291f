import type { LoggedEvent } from '../events/logged-event.ts';
import type { TeamActor } from '../shared/actor.ts';

/** How a filter and an event meet; LEFT: it matched before this event and no longer does. */
export type Match = 'MATCHES' | 'LEFT' | null;

/**
 * One field of the root type Subscription, as data for the hub: which events can reach it, and which of them do.
 * What a subscriber may see is the event's own `visibleTo`; a definition never widens it.
 */
export interface SubscriptionDefinition<Args = Record<string, unknown>> {
  /** The event kinds that can match at all; the first level of the hub's index. */
  readonly kinds: readonly string[];
  /** The `resourceId` that the arguments narrow to, the second level of the index; null: all of the team. */
  readonly resourceId: (args: Args) => string | null;
  /** What an event is about in the eyes of this field, where that is not its own `resourceId`; one function for all calls, since the index goes by it. */
  readonly about?: (event: LoggedEvent) => string;
  /** Whether an event that the index found passes the rest of the filter. Synchronous, on plain facts. */
  readonly match: (args: Args, event: LoggedEvent) => Match;
  /** Asked once, at subscribing. @throws AppError FORBIDDEN, or BAD_USER_INPUT for a filter that cannot match */
  readonly authorize: (actor: TeamActor, args: Args) => void;
}

/** What an event is about, where nobody sees it otherwise. */
const ownThing = ({ resourceId }: LoggedEvent): string => resourceId;

/** How events are looked up for a definition. */
export const aboutOf = ({ about }: Pick<SubscriptionDefinition, 'about'>): ((event: LoggedEvent) => string) => about ?? ownThing;

/** By field name of the root type Subscription. */
export type Subscriptions = Readonly<Record<string, SubscriptionDefinition>>;

/** Keeps the argument type at the definition and forgets it for the table: graphql-js has validated the arguments. */
export const defineSubscription = <Args>(definition: SubscriptionDefinition<Args>): SubscriptionDefinition =>
  definition as SubscriptionDefinition<never> as SubscriptionDefinition;
