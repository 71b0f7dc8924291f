import { inSnapshot } from '../database/in-snapshot.ts';
import { formatCursor } from '../events/cursor.ts';
import { readHead } from '../events/event-log.ts';
import type { Visibility } from '../realtime/visibility.ts';
import { requireTeam } from '../shared/require-team.ts';
import type { Resolvers } from './generated/schema.ts';
import { listEvents } from './list-events.ts';

/** The event log by polling: `Query.streamHead` and `Query.events`. */
export const eventResolvers = (visible: Visibility) =>
  ({
    Query: {
      streamHead: (_, __, ctx) => inSnapshot(requireTeam(ctx), async (snapshot) => formatCursor(snapshot.parts.streams.epoch, (await readHead(snapshot)).head)),
      events: (_, args, ctx) => listEvents(requireTeam(ctx), visible, args),
    },
  }) satisfies Resolvers;
