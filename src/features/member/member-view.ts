import type { Snapshot } from '../../database/in-snapshot.ts';
import type { Role } from '../../shared/actor.ts';
import type { MemberRow, MemberView } from '../account/index.ts';

interface ViewRow {
  id: string;
  role: Role;
  status: MemberRow['status'];
  externalId: string | null;
  joinedAt: Date | string | null;
  email: string;
  userId: string | null;
  userName: string | null;
}

/** Which rows: of each condition that is null every row meets it. Ids and roles hold no comma. */
export interface MemberSelection {
  id?: string | undefined;
  /** Only this person's own. */
  userId?: string | undefined;
  /** Also those who were removed. */
  removed?: boolean;
  roles?: readonly Role[] | undefined;
  /** A part of the name or the address. */
  search?: string | undefined;
}

const matching = `
  from members m left join users u on u.id = m.user_id
  where m.team_id = ?
    and (?::text is null or m.id = ?) and (?::text is null or m.user_id = ?)
    and (?::boolean or m.status <> 'REMOVED')
    and (?::text is null or m.role = any(string_to_array(?, ',')))
    and (?::text is null or coalesce(u.name, m.invited_name) ilike ? or coalesce(u.email, m.invited_email) ilike ?)`;

const page = `
  select m.id, m.role, m.status, m.external_id as "externalId", m.joined_at as "joinedAt",
    coalesce(u.email, m.invited_email) as email, u.id as "userId", u.name as "userName"
  ${matching} and (?::text is null or m.id > ?)
  order by m.id limit ?`;

const count = `select count(*)::int as count ${matching}`;

/** The characters that LIKE reads as patterns mean themselves. */
const pattern = (part: string): string => `%${part.replace(/[\\%_]/g, '\\$&')}%`;

const twice = (value: string | undefined): [string | null, string | null] => [value ?? null, value ?? null];

const valuesOf = (teamId: string, { id, userId, removed = false, roles, search }: MemberSelection): unknown[] => {
  const like = search === undefined ? null : pattern(search);
  return [teamId, ...twice(id), ...twice(userId), removed, ...twice(roles?.join(',')), like, like, like];
};

/** An invited person who was a member before is shown like every other who has not accepted yet. */
const viewOf = ({ userId, userName, joinedAt, ...row }: ViewRow): MemberView => ({
  ...row,
  joinedAt: joinedAt === null ? null : new Date(joinedAt),
  user: userId === null || row.status === 'INVITED' ? null : { id: userId, name: userName ?? '', email: row.email },
});

/** Members with their persons, in the order of their coming, at most `limit` from behind the id on. */
export const readMembers = async ({ em, actor }: Snapshot, selection: MemberSelection, behind: string | null, limit: number): Promise<MemberView[]> => {
  const rows = await em.execute<ViewRow[]>(page, [...valuesOf(actor.teamId, selection), behind, behind, limit]);
  return rows.map(viewOf);
};

export const countRows = async ({ em, actor }: Snapshot, selection: MemberSelection): Promise<number> => {
  const [row] = await em.execute<{ count: number }[]>(count, valuesOf(actor.teamId, selection));
  return row?.count ?? 0;
};

/** One member of the unit's team, also a removed one. */
export const readMember = async (unit: Snapshot, id: string): Promise<MemberView | undefined> => (await readMembers(unit, { id, removed: true }, null, 1))[0];
