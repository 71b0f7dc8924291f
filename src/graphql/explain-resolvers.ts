import { formatCursor } from '../events/cursor.ts';
import { explainDelivery } from '../realtime/explain-delivery.ts';
import { forbidden } from '../shared/app-error.ts';
import { requireTeam } from '../shared/require-team.ts';
import type { Resolvers } from './generated/schema.ts';
import type { MayFollow } from './guards.ts';

/** What became of an event: `Query.explainDelivery`. */
export const explainResolvers = (mayExplain: MayFollow) =>
  ({
    Query: {
      explainDelivery: async (_, args, ctx) => {
        const team = requireTeam(ctx);
        if (!mayExplain(team.actor)) throw forbidden('ask what became of an event for somebody else');
        return (await explainDelivery(team, args)).map((found) => ({ ...found, position: formatCursor(ctx.parts.streams.epoch, found.position) }));
      },
    },
  }) satisfies Resolvers;
