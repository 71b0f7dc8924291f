import { inSystem } from '../../database/in-system.ts';
import type { TeamActor } from '../../shared/actor.ts';
import type { Context } from '../../shared/context.ts';
import type { TeamRef } from './team.entity.ts';

const ofPerson = `
  select t.id, t.name from members m join teams t on t.id = m.team_id
  where m.user_id = ? and m.status = 'ACTIVE'
  order by m.joined_at, m.id`;

/** The teams that a person can sign in to, the one joined first at the front; for a program its one team. */
export const listOwnTeams = async (ctx: Context, actor: TeamActor): Promise<TeamRef[]> =>
  actor.kind === 'USER' ? inSystem(ctx, 'session', ({ em }) => em.execute<TeamRef[]>(ofPerson, [actor.id])) : [{ id: actor.teamId }];
