import { inSystem } from '../../database/in-system.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { badField, forbidden, notFound, unauthenticated } from '../../shared/app-error.ts';
import type { UserActor } from '../../shared/actor.ts';
import type { Context } from '../../shared/context.ts';
import { kindOfId } from '../../shared/ids.ts';
import { requireUser } from '../../shared/require-team.ts';
import { endSession } from './end-session.ts';
import { findMember } from './find-member.ts';
import type { IssuedSession } from './issue-tokens.ts';
import { openSession, type ParentSession } from './open-session.ts';
import type { TeamRef } from './team.entity.ts';

const teamOf = `
  select t.id, t.name from members m join teams t on t.id = m.team_id
  where m.user_id = ? and m.team_id = ? and m.status = 'ACTIVE'`;

const liveParent = `
  select s.id, s.family, s.expires_at as "expiresAt" from sessions s join users u on u.id = s.user_id and s.created_at >= u.sessions_since
  where s.id = ? and s.user_id = ? and s.revoked_at is null and s.expires_at > ?`;

const findParent = async (ctx: Context, { id, sessionId }: UserActor): Promise<ParentSession> => {
  const [parent] = await inSystem(ctx, 'session', ({ em }) => em.execute<ParentSession[]>(liveParent, [sessionId, id, ctx.clock.now()]));
  if (parent === undefined) throw unauthenticated('This session has ended. Sign in again.');
  return { ...parent, expiresAt: new Date(parent.expiresAt) };
};

const findTeam = async (ctx: Context, { id, teamId: current }: UserActor, teamId: string): Promise<Required<TeamRef>> => {
  if (teamId === current) throw badField('teamId', 'ALREADY_IN', 'teamId names the team that this session is in: name another one');
  const [team] = await inSystem(ctx, 'session', ({ em }) => em.execute<Required<TeamRef>[]>(teamOf, [id, teamId]));
  if (team === undefined) throw notFound('Team');
  return team;
};

/**
 * A further session, in another team of the person. It belongs to the family of the one it is asked in: it ends when
 * that one would, however often it is renewed, and with it.
 * @throws AppError UNAUTHENTICATED; FORBIDDEN for a program, and for a session that an identity provider keeps;
 * BAD_USER_INPUT for the team that the session is in; NOT_FOUND for one that is absent or not the person's
 */
export const switchTeam = async (ctx: Context, { teamId }: { teamId: string }): Promise<IssuedSession> => {
  const { actor } = requireUser(ctx);
  if (kindOfId(actor.sessionId) !== 'session') throw forbidden('switch teams here: the claim `team` of your identity provider\'s token chooses the team');
  const team = await findTeam(ctx, actor, teamId);
  const parent = await findParent(ctx, actor);
  const system = { ...ctx, actor: { kind: 'SYSTEM', teamId: team.id, job: 'switch-team' } } as const;
  const issued = await inTransaction(system, async (tx) => {
    const member = await findMember(tx, actor.id);
    if (member?.status !== 'ACTIVE') throw notFound('Team');
    return openSession(tx, member.user, member.role, team, parent);
  });
  try {
    // Signing out looks for the family once its own session has ended: either it has found the new one, or this sees the end.
    await findParent(ctx, actor);
  } catch (error) {
    const { sessionId } = issued.viewer.actor as UserActor;
    await inTransaction(system, (tx) => endSession(tx, { sessionId, userId: actor.id, action: 'session.closed' }));
    throw error;
  }
  return issued;
};
