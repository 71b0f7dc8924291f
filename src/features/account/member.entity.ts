import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';
import type { Connection } from '../../graphql/connection.ts';
import type { Role } from '../../shared/actor.ts';
import type { UserRef } from './user.entity.ts';

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
    /** Null until an invitation is accepted. */
    userId: p.text().strictNullable(),
    role: p.text().$type<Role>(),
    status: p.text().$type<MemberStatus>(),
    /** How systems outside name this member. */
    externalId: p.text().strictNullable(),
    joinedAt: p.datetime(3).strictNullable(),
    /** The address as it was invited; null for those who came otherwise. */
    invitedEmail: p.text().strictNullable(),
    /** What invited addresses are compared by; null once the invitation is accepted or withdrawn. */
    invitedEmailKey: p.text().strictNullable(),
    invitedName: p.text().strictNullable(),
    /** Counts the links that were sent: only the last one works. */
    invitationNumber: p.integer(),
    invitationExpiresAt: p.datetime(3).strictNullable(),
    createdAt: p.datetime(3),
  },
  uniques: [
    { name: 'members_team_id_user_id', properties: ['teamId', 'userId'] },
    { name: 'members_team_id_external_id', properties: ['teamId', 'externalId'] },
    { name: 'members_team_id_invited_email_key', properties: ['teamId', 'invitedEmailKey'] },
  ],
  indexes: [{ name: 'members_user_id', properties: ['userId'] }],
});
export type MemberRow = InferEntity<typeof Member>;

/** What the type Member is resolved from: the row with its person, where there is one. */
export type MemberView = Pick<MemberRow, 'id' | 'role' | 'status' | 'externalId' | 'joinedAt'> & { user: UserRef | null; email: string };

/** Which of a team's members; all conditions given must hold. */
export interface MemberFilter {
  role?: readonly Role[] | null;
  /** A part of the name or the address. */
  search?: string | null;
}

/** What the type MemberConnection is resolved from: the total is counted only when it is asked for. */
export interface MemberPage extends Connection<MemberView> {
  filter: MemberFilter;
}
