import { inSnapshot, type Snapshot } from '../database/in-snapshot.ts';
import { formatCursor } from '../events/cursor.ts';
import { readEvents, readHead } from '../events/event-log.ts';
import { eventTypeOf, type DeliveredEvent, type LoggedEvent } from '../events/logged-event.ts';
import { deliveredEvent } from '../realtime/delivered-event.ts';
import { placeOfCursor } from '../realtime/place-of-cursor.ts';
import type { Visibility } from '../realtime/visibility.ts';
import { badField } from '../shared/app-error.ts';
import { audienceOf } from '../shared/audience.ts';
import type { TeamContext } from '../shared/context.ts';
import { connectionOf, type Connection } from './connection.ts';

/** Events of a page where the caller does not say. */
const EVENTS_DEFAULT = 100;
const EVENTS_MAX = 500;
/** Rows of the log read in one go. */
const SCAN_PAGE = 500;
/** Rows looked through for one page: a filter that matches rarely moves the cursor on and comes back for more. */
const SCAN_MAX = 5_000;

export interface EventsArgs {
  after: string;
  first?: number | null | undefined;
  types?: readonly string[] | null | undefined;
}

const sizeOf = (first: number | null | undefined): number => {
  const size = first ?? EVENTS_DEFAULT;
  if (size < 1 || size > EVENTS_MAX) throw badField('first', 'OUT_OF_RANGE', `first must be a number from 1 to ${EVENTS_MAX}.`);
  return size;
};

interface Scan {
  from: number;
  head: number;
  size: number;
  passes: (event: LoggedEvent) => boolean;
}

/** The events that pass, and the number up to which the log was looked through. */
const scan = async (snapshot: Snapshot, { from, head, size, passes }: Scan): Promise<{ events: LoggedEvent[]; at: number }> => {
  const events: LoggedEvent[] = [];
  let at = from;
  while (at < head && at - from < SCAN_MAX) {
    const rows = await readEvents(snapshot, at, SCAN_PAGE);
    if (rows.length === 0) break;
    for (const event of rows) {
      at = event.seq;
      if (passes(event)) events.push(event);
      if (events.length === size) return { events, at };
    }
  }
  return { events, at };
};

/**
 * A page of the team's log behind a cursor, oldest first, as far as the caller may see it. `endCursor` is how far the
 * log was looked through, so polling moves on where nothing matched.
 * @throws AppError BAD_USER_INPUT, CURSOR_EXPIRED
 */
export const listEvents = (ctx: TeamContext, visible: Visibility, { after, first, types }: EventsArgs): Promise<Connection<DeliveredEvent> & { endCursor: string }> =>
  inSnapshot(ctx, async (snapshot) => {
    const size = sizeOf(first);
    const { epoch } = snapshot.parts.streams;
    const log = await readHead(snapshot);
    const { head } = log;
    const seq = placeOfCursor(after, epoch, log);
    const audience = audienceOf(snapshot.actor);
    const passes = (event: LoggedEvent) => (types?.includes(eventTypeOf(event.kind)) ?? true) && visible(audience, event);
    const { events, at } = await scan(snapshot, { from: seq, head, size, passes });
    const delivered = events.map((event) => deliveredEvent(event, { epoch, publishedAt: null, leftFilter: false }));
    const page = connectionOf(delivered.map((node) => ({ cursor: node.cursor, node })), { hasNextPage: at < head, hasPreviousPage: seq > 0 });
    const endCursor = formatCursor(epoch, at);
    // Whoever pages by pageInfo must not stand still on a page without a match.
    return { ...page, pageInfo: { ...page.pageInfo, endCursor }, endCursor };
  });
