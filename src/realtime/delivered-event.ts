import { formatCursor } from '../events/cursor.ts';
import type { DeliveredEvent, LoggedEvent } from '../events/logged-event.ts';

interface Delivery {
  epoch: string;
  /** Null where the event is polled. */
  publishedAt: Date | null;
  leftFilter: boolean;
}

/** A row of the log as the resolvers of its type get it. */
export const deliveredEvent = (event: LoggedEvent, { epoch, publishedAt, leftFilter }: Delivery): DeliveredEvent => ({
  ...event,
  cursor: formatCursor(epoch, event.seq),
  publishedAt,
  leftFilter,
});
