import { inSystem } from '../../database/in-system.ts';
import type { Role, UserActor } from '../../shared/actor.ts';
import type { Context } from '../../shared/context.ts';
import { endEach } from './end-each.ts';
import { endSessions, type EndOfSessions } from './end-sessions.ts';

interface Membership {
  team_id: string;
  role: Role;
  name: string;
  email: string;
}

const membershipsOf = `
  select m.team_id, m.role, u.name, u.email from members m join users u on u.id = m.user_id
  where m.user_id = ? and m.status = 'ACTIVE' order by m.joined_at, m.id`;

/** Ends what a person has open in each of its teams, one after the other. @throws AggregateError where some could not */
export const endSessionsInTeams = async (ctx: Context, end: EndOfSessions): Promise<void> => {
  const memberships = await inSystem(ctx, 'session', ({ em }) => em.execute<Membership[]>(membershipsOf, [end.userId]));
  const actors = memberships.map(({ team_id: teamId, role, name, email }): UserActor => ({ kind: 'USER', teamId, id: end.userId, name, email, role, sessionId: '' }));
  await endEach(ctx, actors, (tx) => endSessions(tx, end));
};
