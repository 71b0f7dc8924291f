import type { EventDefinition } from '../events/define-event.ts';
import type { LoggedEvent } from '../events/logged-event.ts';
import type { Audience } from '../shared/audience.ts';

/** Whether an audience may learn of an event. Asked for every delivery, every replay and every poll. */
export type Visibility = (audience: Audience, event: LoggedEvent) => boolean;

/** By the features' own `visibleTo`; a kind that nobody defines (any more) is visible to nobody. */
export const visibilityOf = (definitions: readonly EventDefinition[]): Visibility => {
  const byKind = new Map(definitions.map((definition) => [definition.kind, definition]));
  return (audience, event) => byKind.get(event.kind)?.visibleTo(audience, event) ?? false;
};
