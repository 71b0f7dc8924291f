import { inSystem } from '../../database/in-system.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { notFound } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import { requireUser } from '../../shared/require-team.ts';
import { findMember } from './find-member.ts';
import type { IssuedSession } from './issue-tokens.ts';
import { openSession } from './open-session.ts';

const teamOf = `
  select t.id, t.name from members m join teams t on t.id = m.team_id
  where m.user_id = ? and m.team_id = ? and m.status = 'ACTIVE'`;

/**
 * A further session, in another team of the person.
 * @throws AppError UNAUTHENTICATED; FORBIDDEN for a program; NOT_FOUND for a team that is absent or not the person's
 */
export const switchTeam = async (ctx: Context, { teamId }: { teamId: string }): Promise<IssuedSession> => {
  const { actor } = requireUser(ctx);
  const [team] = await inSystem(ctx, 'session', ({ em }) => em.execute<{ id: string; name: string }[]>(teamOf, [actor.id, teamId]));
  if (team === undefined) throw notFound('Team');
  return inTransaction({ ...ctx, actor: { kind: 'SYSTEM', teamId: team.id, job: 'switch-team' } }, async (tx) => {
    const member = await findMember(tx, actor.id);
    if (member?.status !== 'ACTIVE') throw notFound('Team');
    return openSession(tx, member.user, member.role, team);
  });
};
