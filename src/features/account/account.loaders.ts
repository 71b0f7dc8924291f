import DataLoader from 'dataloader';
import { inSnapshot } from '../../database/in-snapshot.ts';
import type { Context, TeamContext } from '../../shared/context.ts';
import { requireTeam } from '../../shared/require-team.ts';
import { Team } from './team.entity.ts';
import type { UserRef } from './user.entity.ts';

const loadTeamNames = async (ctx: TeamContext, ids: readonly string[]): Promise<(string | null)[]> => {
  // A team names nothing but itself.
  const own = ids.filter((id) => id === ctx.actor.teamId);
  const teams = own.length === 0 ? [] : await inSnapshot(ctx, ({ em }) => em.find(Team, { id: { $in: own } }));
  return ids.map((id) => teams.find((team) => team.id === id)?.name ?? null);
};

const members = `
  select u.id, u.name, u.email from members m join users u on u.id = m.user_id
  where m.team_id = ? and m.user_id = any(string_to_array(?, ','))`;

/** Also members that were removed: what they did and owned keeps its name. Ids hold no comma. */
const loadUsers = async (ctx: TeamContext, ids: readonly string[]): Promise<(UserRef | null)[]> => {
  const users = await inSnapshot(ctx, ({ em }) => em.execute<UserRef[]>(members, [ctx.actor.teamId, ids.join(',')]));
  const byId = new Map(users.map((user) => [user.id, user]));
  return ids.map((id) => byId.get(id) ?? null);
};

interface AccountLoaders {
  teamName: DataLoader<string, string | null>;
  user: DataLoader<string, UserRef | null>;
}

const loaders = new WeakMap<Context, AccountLoaders>();

/** The batched reads of one operation. What it has read once stays so until the operation ends. */
export const accountLoaders = (ctx: Context): AccountLoaders => {
  const known = loaders.get(ctx);
  if (known) return known;
  const made: AccountLoaders = {
    teamName: new DataLoader((ids) => loadTeamNames(requireTeam(ctx), ids)),
    user: new DataLoader((ids) => loadUsers(requireTeam(ctx), ids)),
  };
  loaders.set(ctx, made);
  return made;
};
