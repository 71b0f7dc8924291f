import type { Context } from '../../shared/context.ts';
import { requireUser } from '../../shared/require-team.ts';
import { endAllSessions } from './end-all-sessions.ts';

const passAll = 'update users set sessions_since = greatest(sessions_since, ?) where id = ?';

/** Ends all sessions of the person who calls. @throws AppError UNAUTHENTICATED, or FORBIDDEN for a program */
export const signOutEverywhere = async (ctx: Context): Promise<void> => {
  const { id: userId, teamId } = requireUser(ctx).actor;
  await endAllSessions(ctx, {
    userId, teamId, action: 'session.closed_everywhere',
    write: async ({ em }, since) => {
      await em.execute(passAll, [since, userId]);
      return true;
    },
  });
};
