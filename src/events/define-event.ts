import type { z } from 'zod';
import type { Audience } from '../shared/audience.ts';
import type { LoggedEvent } from './logged-event.ts';

/** A kind of fact: its payload, its type in the public schema, and who may learn of it. */
export interface EventDefinition<P extends z.ZodType = z.ZodType> {
  /** `lead.updated`: what the log stores; `LEAD_UPDATED` in the public schema. */
  readonly kind: string;
  /** Raised when a payload changes shape; the reader of an old version upcasts. */
  readonly version: number;
  /** The full snapshot as of the commit, in JSON types (dates as ISO strings). */
  readonly payload: P;
  /** The object type of the public schema that shows it: `LeadEvent`. Its resolvers get a `DeliveredEvent`. */
  readonly typeName: string;
  /** The feature's policy on plain facts; asked for every delivery and every poll. */
  readonly visibleTo: (audience: Audience, event: LoggedEvent) => boolean;
}

/** A fact of the product, in the past tense. */
export const defineEvent = <P extends z.ZodType>(definition: EventDefinition<P>): EventDefinition<P> => definition;
