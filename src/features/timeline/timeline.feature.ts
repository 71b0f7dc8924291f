import { getEntry } from './get-entry.ts';
import { TimelineEntry } from './timeline-entry.entity.ts';
import { timelineReactions } from './timeline.reactions.ts';
import { timelineResolvers } from './timeline.resolvers.ts';
import { timelineEntryAdded } from './timeline.subscriptions.ts';

/** What happened to a lead, for people: written with the facts themselves, and never changed. */
export const timelineFeature = {
  entities: [TimelineEntry],
  resolvers: timelineResolvers,
  nodes: { entry: getEntry },
  subscriptions: { timelineEntryAdded },
  reactions: timelineReactions,
};
