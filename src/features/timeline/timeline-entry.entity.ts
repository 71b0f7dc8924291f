import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { ownedByTeam } from '../../database/row-security.ts';
import type { Connection } from '../../graphql/connection.ts';
import type { ActorFacts } from '../../shared/actor.ts';
import type { SyncAttemptView } from '../sync/index.ts';

/**
 * One thing that happened to a lead. Triggers refuse to change a row, and to delete it as long as its lead is there:
 * deleting a lead is for good, so its timeline goes with it, and what is kept of it elsewhere (attempts, submissions)
 * stays as it did before. No foreign key does that: its check would make a sync that records its result, and holds the
 * lead's row of work, wait for the deletion that waits for that row.
 */
export const TimelineEntry = defineEntity({
  name: 'TimelineEntry',
  tableName: 'timeline_entries',
  ...ownedByTeam,
  properties: {
    /** Follows from what it tells of, so that the same thing is never told twice. */
    id: p.text().primary(),
    teamId: p.text(),
    leadId: p.text(),
    /** Grows in the order in which entries are written; those of one transaction keep theirs. */
    position: p.bigint('number').autoincrement().generated('identity'),
    /** That of the event: `lead.updated`. */
    kind: p.text(),
    at: p.datetime(3),
    actor: p.json<ActorFacts>(),
    summary: p.text(),
    data: p.json<Record<string, unknown>>(),
    /** Of what became of a sync; one entry for each attempt, however often it was tried. */
    attemptId: p.text().strictNullable(),
  },
  uniques: [{ name: 'timeline_entries_attempt', properties: ['teamId', 'attemptId'] }],
  indexes: [{ name: 'timeline_entries_lead', properties: ['teamId', 'leadId', 'position'] }],
});
export type TimelineEntryRow = InferEntity<typeof TimelineEntry>;

/** What the type TimelineEntry is resolved from: a row, or what an event says, which brings its attempt along. */
export type TimelineEntryView = Omit<TimelineEntryRow, 'position'> & { attempt?: SyncAttemptView };

/** A page of a lead's timeline, with the end of the log in the snapshot that it was read from. */
export interface TimelinePage extends Connection<TimelineEntryView> {
  streamCursor: string;
}
