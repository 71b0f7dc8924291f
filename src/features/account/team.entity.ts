import { defineEntity, p } from '@mikro-orm/core';

/** A company or department. Without row-level security: teams are what it separates, and sign-in looks them up. */
export const Team = defineEntity({
  name: 'Team',
  tableName: 'teams',
  properties: {
    id: p.text().primary(),
    name: p.text(),
    createdAt: p.datetime(3),
  },
});

/** What the type Team is resolved from: an event knows only the id, and the name is loaded when it is asked for. */
export interface TeamRef {
  id: string;
  name?: string;
}
