import { inSnapshot } from '../database/in-snapshot.ts';
import { formatCursor } from '../events/cursor.ts';
import { readHead } from '../events/event-log.ts';
import type { Visibility } from '../realtime/visibility.ts';
import { forbidden } from '../shared/app-error.ts';
import type { Context, TeamContext } from '../shared/context.ts';
import { requireTeam } from '../shared/require-team.ts';
import type { Resolvers } from './generated/schema.ts';
import type { MayFollow } from './guards.ts';
import { listEvents } from './list-events.ts';

/** The event log by polling: `Query.streamHead` and `Query.events`. */
export const eventResolvers = (visible: Visibility, mayFollow: MayFollow) => {
  const requireFollower = (ctx: Context): TeamContext => {
    const team = requireTeam(ctx);
    if (!mayFollow(team.actor)) throw forbidden('follow events: a key needs events:read');
    return team;
  };
  return {
    Query: {
      streamHead: (_, __, ctx) => inSnapshot(requireFollower(ctx), async (snapshot) => formatCursor(snapshot.parts.streams.epoch, (await readHead(snapshot)).head)),
      events: (_, args, ctx) => listEvents(requireFollower(ctx), visible, args),
    },
  } satisfies Resolvers;
};
