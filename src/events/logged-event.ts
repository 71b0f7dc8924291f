import type { ActorFacts } from '../shared/actor.ts';

/** One row of a team's log as readers get it. */
export interface LoggedEvent<P = unknown> {
  readonly teamId: string;
  /** Dense per team, from 1. */
  readonly seq: number;
  readonly kind: string;
  readonly version: number;
  /** The thing it is about; the index of the hub matches on it. */
  readonly resourceId: string;
  readonly actor: ActorFacts;
  readonly occurredAt: Date;
  readonly payload: P;
}

/** An event on its way to a client: the parent of the resolvers of every event type. */
export interface DeliveredEvent<P = unknown> extends LoggedEvent<P> {
  readonly cursor: string;
  /** When this process sent it; null where it was polled. */
  readonly publishedAt: Date | null;
  /** The thing matched the subscription's filter before this event and no longer does. */
  readonly leftFilter: boolean;
}

/** The event type as the public schema spells it: `lead.updated` is `LEAD_UPDATED`. */
export const eventTypeOf = (kind: string): string => kind.replaceAll('.', '_').toUpperCase();
