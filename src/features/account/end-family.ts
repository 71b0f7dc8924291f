import { inSystem } from '../../database/in-system.ts';
import type { Role, TeamActor } from '../../shared/actor.ts';
import type { Context } from '../../shared/context.ts';
import { endEach } from './end-each.ts';
import { endSession } from './end-session.ts';

/** The sessions that came of one sign-in, in whatever teams, and why they end. */
export interface EndOfFamily {
  userId: string;
  family: string;
  /** What the person does is written down as its own; who has shown an old token may be anybody. */
  action: 'session.closed' | 'session.token_reused';
}

interface LiveSession {
  id: string;
  team_id: string;
  role: Role;
  name: string;
  email: string;
}

const liveSessions = `
  select s.id, s.team_id, m.role, u.name, u.email
  from sessions s
  join members m on m.team_id = s.team_id and m.user_id = s.user_id
  join users u on u.id = s.user_id
  where s.family = ? and s.user_id = ? and s.revoked_at is null order by s.id`;

/** Ends what is left of a family, each session in the transaction of its team. @throws AggregateError where some could not */
export const endFamily = async (ctx: Context, { userId, family, action }: EndOfFamily): Promise<void> => {
  const sessions = await inSystem(ctx, 'session', ({ em }) => em.execute<LiveSession[]>(liveSessions, [family, userId]));
  const byTeam = Map.groupBy(sessions, ({ team_id: teamId }) => teamId);
  const actors = [...byTeam].map(([teamId, [first]]): TeamActor =>
    action === 'session.closed' && first !== undefined
      ? { kind: 'USER', teamId, id: userId, name: first.name, email: first.email, role: first.role, sessionId: first.id }
      : { kind: 'SYSTEM', teamId, job: 'end-family' });
  await endEach(ctx, actors, async (tx) => {
    for (const { id: sessionId } of byTeam.get(tx.actor.teamId) ?? []) await endSession(tx, { sessionId, userId, action });
  });
};
