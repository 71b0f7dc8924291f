import { eventTypeOf } from '../../events/logged-event.ts';
import { eventFields } from '../../graphql/event-fields.ts';
import type { EventType, Resolvers } from '../../graphql/generated/schema.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { attemptById } from '../sync/index.ts';
import { entryOf, leadOfEvent } from './entry-of.ts';
import { listTimeline } from './list-timeline.ts';

export const timelineResolvers = {
  Lead: {
    timeline: (lead, page, ctx) => listTimeline(requireTeam(ctx), lead.id, page),
  },
  TimelineEntry: {
    // The enum of the schema has one value for each kind.
    type: ({ kind }) => eventTypeOf(kind) as EventType,
    attempt: ({ attempt, attemptId }, _, ctx) => attempt ?? (attemptId === null ? null : attemptById(requireTeam(ctx), attemptId)),
  },
  TimelineEvent: {
    ...eventFields,
    leadId: leadOfEvent,
    entry: entryOf,
  },
} satisfies Resolvers;
