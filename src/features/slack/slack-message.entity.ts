import { defineEntity, p } from '@mikro-orm/core';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';

/** What is still to be posted for a team, in the order of the ids. A row is gone once Slack has it, or has refused it for good. */
export const SlackMessage = defineEntity({
  name: 'SlackMessage',
  tableName: 'slack_messages',
  // Workers look for due messages of all teams.
  ...ownedByTeamAndSystem('select'),
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    text: p.text(),
    createdAt: p.datetime(3),
    /** When it is posted next; while somebody is at it, when that one counts as dead. */
    dueAt: p.datetime(3),
    /** Who is posting it. A result of any other is too late and is dropped. */
    claim: p.text().strictNullable(),
    tries: p.integer(),
  },
  indexes: [
    { name: 'slack_messages_team_id', properties: ['teamId', 'id'] },
    { name: 'slack_messages_due_at', properties: ['dueAt'] },
  ],
});
