import { defineEntity, p } from '@mikro-orm/core';
import { ownedByTeamAndSystem } from '../database/row-security.ts';

/** The head of each team's log. `head` has no index, so that its update stays within the page. */
export const TeamStream = defineEntity({
  name: 'TeamStream',
  tableName: 'team_streams',
  ...ownedByTeamAndSystem('all'),
  properties: {
    teamId: p.text().primary(),
    head: p.bigint('number'),
    /** The oldest number still kept; a cursor before it cannot be continued. */
    minSeq: p.bigint('number'),
  },
});

/** The log: one row an event; the primary key is the replay index. */
export const TeamEvent = defineEntity({
  name: 'TeamEvent',
  tableName: 'team_events',
  ...ownedByTeamAndSystem('all'),
  properties: {
    teamId: p.text().primary(),
    seq: p.bigint('number').primary(),
    kind: p.text(),
    version: p.integer(),
    resourceId: p.text(),
    actor: p.json(),
    payload: p.json(),
    occurredAt: p.datetime(3),
  },
  indexes: [{ name: 'team_events_occurred_at', properties: ['occurredAt'] }],
});

/** One row: which life of the database cursors belong to. A restore begins a new one. */
export const StreamEpoch = defineEntity({
  name: 'StreamEpoch',
  tableName: 'stream_epochs',
  properties: { id: p.integer().primary().autoincrement(false), epoch: p.text() },
});
