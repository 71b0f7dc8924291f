import { inSnapshot } from '../../database/in-snapshot.ts';
import { connectionOf, type ConnectionFacts } from '../../realtime/connection.ts';
import { forbidden } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import { requireUser } from '../../shared/require-team.ts';
import { Session } from './session.entity.ts';

/** What an operation came over: its socket; over plain HTTP the session of the token, until it would have to be renewed. */
export const readConnection = async (ctx: Context): Promise<ConnectionFacts> => {
  const socket = connectionOf(ctx);
  if (socket) return socket;
  const user = requireUser(ctx);
  return inSnapshot(user, async ({ em }) => {
    const session = await em.findOne(Session, { id: user.actor.sessionId, teamId: user.actor.teamId });
    if (session === null) throw forbidden('see a session that your identity provider keeps');
    return { sessionId: session.id, connectedAt: session.createdAt, expiresAt: session.expiresAt };
  });
};
