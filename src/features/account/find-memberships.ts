import type { SystemUnit } from '../../database/in-system.ts';
import type { Role } from '../../shared/actor.ts';

/** A person as sign-in needs it, once for each team it is an active member of. */
export interface Membership {
  user_id: string;
  name: string;
  email: string;
  password_hash: string;
  /** Moved on by a new password. */
  sessions_since: Date | string;
  team_id: string;
  team_name: string;
  role: Role;
}

const byEmail = `
  select u.id as user_id, u.name, u.email, u.password_hash, u.sessions_since, t.id as team_id, t.name as team_name, m.role
  from users u
  join members m on m.user_id = u.id and m.status = 'ACTIVE'
  join teams t on t.id = m.team_id
  where u.email_key = ?
  order by m.joined_at, m.id`;

/** The teams that the person with this address can sign in to, the one joined first at the front; none for a stranger. */
export const findMemberships = ({ em }: SystemUnit, key: string): Promise<Membership[]> => em.execute<Membership[]>(byEmail, [key]);
