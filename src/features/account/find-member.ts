import type { Snapshot } from '../../database/in-snapshot.ts';
import type { Role } from '../../shared/actor.ts';
import type { MemberStatus } from './member.entity.ts';
import type { UserRef } from './user.entity.ts';

/** A person as a member of the team at hand. */
export interface MemberFacts {
  user: UserRef;
  role: Role;
  status: MemberStatus;
  /** No session that began before this is valid. */
  sessionsSince: Date;
}

const byUserId = `
  select u.id, u.name, u.email, u.sessions_since, m.role, m.status from members m join users u on u.id = m.user_id
  where m.team_id = ? and m.user_id = ?`;

/** The member of the unit's team who is this person, also a removed one; null for everyone else. */
export const findMember = async ({ em, actor }: Snapshot, userId: string): Promise<MemberFacts | null> => {
  const [row] = await em.execute<(UserRef & Omit<MemberFacts, 'user' | 'sessionsSince'> & { sessions_since: Date | string })[]>(byUserId, [actor.teamId, userId]);
  if (row === undefined) return null;
  return { user: { id: row.id, name: row.name, email: row.email }, role: row.role, status: row.status, sessionsSince: new Date(row.sessions_since) };
};
