import { inSystem } from '../../database/in-system.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import type { Context } from '../../shared/context.ts';
import type { Role } from '../../shared/actor.ts';
import { endSessions } from './end-sessions.ts';
import type { UserRef } from './user.entity.ts';

const passedAll = 'update users set sessions_since = ? where id = ?';

const teamsOf = "select team_id, role from members where user_id = ? and status = 'ACTIVE'";

/**
 * Ends every session of a person, in all teams. The moment written to the person is what ends them, all at once; the
 * teams then learn of it one by one, which closes the sockets.
 */
export const endAllSessions = async (ctx: Context, person: UserRef, action: string): Promise<void> => {
  const now = ctx.clock.now();
  const teams = await inSystem(ctx, 'session', async ({ em }) => {
    await em.execute(passedAll, [now, person.id]);
    return em.execute<{ team_id: string; role: Role }[]>(teamsOf, [person.id]);
  });
  for (const { team_id: teamId, role } of teams)
    await inTransaction({ ...ctx, actor: { kind: 'USER', teamId, role, id: person.id, name: person.name, email: person.email, sessionId: '' } }, (tx) => endSessions(tx, person.id, action));
};
