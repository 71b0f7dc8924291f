import type { Context } from '../../shared/context.ts';
import { requireUser } from '../../shared/require-team.ts';
import { endAllSessions } from './end-all-sessions.ts';

/** Ends all sessions of the person who calls. @throws AppError UNAUTHENTICATED, or FORBIDDEN for a program */
export const signOutEverywhere = async (ctx: Context): Promise<void> => {
  const { actor } = requireUser(ctx);
  await endAllSessions(ctx, actor, 'session.closed_everywhere');
};
