import { inSystem } from '../../database/in-system.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { actorFacts } from '../../shared/actor.ts';
import { AppError } from '../../shared/app-error.ts';
import { emailKey } from '../../shared/contact-keys.ts';
import type { Context } from '../../shared/context.ts';
import { audit } from './audit.ts';
import { findMemberships } from './find-memberships.ts';
import { signInKeys, signInLimits } from './sign-in-limits.ts';

/** Why: the password was wrong, or it was not even looked at. */
export type RefusalReason = 'password' | 'throttled';

const note = async (ctx: Context, email: string, reason: RefusalReason): Promise<void> => {
  await signInLimits(ctx).ofNotes.take(signInKeys(ctx, email).pair);
  const memberships = await inSystem(ctx, 'sign-in', (system) => findMemberships(system, emailKey(email)));
  for (const { team_id: teamId, user_id: target } of memberships)
    await inTransaction({ ...ctx, actor: { kind: 'SYSTEM', teamId, job: 'sign-in' } }, (tx) =>
      // Whoever it was, it has not proven to be the person.
      audit(tx, { action: 'session.refused', target, data: { reason }, actor: actorFacts({ kind: 'VISITOR', teamId }) }));
};

/**
 * Writes to the log of each team of the person that a sign-in was refused: once a minute for an account and an
 * address. Goes on by itself, and returns at once: writing takes time only where there is an account, and an answer
 * that waited for it would tell so.
 */
export const noteRefusedSignIn = (ctx: Context, email: string, reason: RefusalReason): void => {
  // A context of its own: the operation, and the snapshot that it shares, end before this does.
  note({ ...ctx }, email, reason).catch((error: unknown) => {
    if (!(error instanceof AppError && error.code === 'RATE_LIMITED')) ctx.log.warn({ err: error }, 'account: a refused sign-in could not be written to the audit log');
  });
};
