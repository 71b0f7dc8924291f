import { inTransaction } from '../../database/in-transaction.ts';
import { forbidden } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import { kindOfId } from '../../shared/ids.ts';
import { requireUser } from '../../shared/require-team.ts';
import { endSession } from './end-session.ts';

/** Ends the session that the call is made in. @throws AppError UNAUTHENTICATED; FORBIDDEN for a program, and for a session that is kept elsewhere */
export const signOut = async (ctx: Context): Promise<void> => {
  const user = requireUser(ctx);
  const { id: userId, sessionId } = user.actor;
  // What an identity provider has begun only it can end; signing out everywhere ends our part of it.
  if (kindOfId(sessionId) !== 'session') throw forbidden('sign out here: your identity provider keeps this session. Sign out there, or everywhere');
  await inTransaction(user, (tx) => endSession(tx, { sessionId, userId, action: 'session.closed' }));
};
