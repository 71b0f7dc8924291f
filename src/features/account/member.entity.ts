import { defineEntity, p } from '@mikro-orm/core';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';
import type { Role } from '../../shared/actor.ts';

export type MemberStatus = 'INVITED' | 'ACTIVE' | 'REMOVED';

/** A person in a team. A removed member keeps its row, so that what it owned and did keeps its name. */
export const Member = defineEntity({
  name: 'Member',
  tableName: 'members',
  // Sign-in finds the teams of a person.
  ...ownedByTeamAndSystem('select'),
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    userId: p.text(),
    role: p.text().$type<Role>(),
    status: p.text().$type<MemberStatus>(),
    /** How systems outside name this member. */
    externalId: p.text().strictNullable(),
    joinedAt: p.datetime(3).strictNullable(),
    createdAt: p.datetime(3),
  },
  uniques: [
    { name: 'members_team_id_user_id', properties: ['teamId', 'userId'] },
    { name: 'members_team_id_external_id', properties: ['teamId', 'externalId'] },
  ],
  indexes: [{ name: 'members_user_id', properties: ['userId'] }],
});
