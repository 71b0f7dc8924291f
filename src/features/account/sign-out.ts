import { inTransaction } from '../../database/in-transaction.ts';
import { forbidden, unauthenticated } from '../../shared/app-error.ts';
import type { Context } from '../../shared/context.ts';
import { kindOfId } from '../../shared/ids.ts';
import { requireUser } from '../../shared/require-team.ts';
import { endAtOnce } from './end-at-once.ts';
import { endFamily, type EndOfFamily } from './end-family.ts';
import { endWithFamily } from './end-with-family.ts';
import { Session } from './session.entity.ts';

/**
 * Ends the session that the call is made in, with its family: the one that it was switched from, and all that were
 * switched to, in all teams.
 * @throws AppError UNAUTHENTICATED; FORBIDDEN for a program, and for a session that is kept elsewhere
 */
export const signOut = async (ctx: Context): Promise<void> => {
  const user = requireUser(ctx);
  const { id: userId, sessionId } = user.actor;
  // What an identity provider has begun only it can end; signing out everywhere ends our part of it.
  if (kindOfId(sessionId) !== 'session') throw forbidden('sign out here: your identity provider keeps this session. Sign out there, or everywhere');
  const end = await inTransaction(user, async (tx): Promise<EndOfFamily> => {
    const session = await tx.em.findOne(Session, { id: sessionId, userId });
    if (session === null) throw unauthenticated();
    const facts: EndOfFamily = { userId, family: session.family, action: 'session.closed' };
    await endWithFamily(tx, sessionId, facts);
    return facts;
  });
  await endAtOnce(ctx, () => endFamily(ctx, end));
};
