import { closeSharedSnapshot } from '../../database/in-snapshot.ts';
import { inSystem } from '../../database/in-system.ts';
import { badField } from '../../shared/app-error.ts';
import { checkInput } from '../../shared/check-input.ts';
import type { Context } from '../../shared/context.ts';
import { newId } from '../../shared/ids.ts';
import { checkPassword } from './check-password.ts';
import { endAllSessions } from './end-all-sessions.ts';
import { findAccount, type Account } from './find-account.ts';
import { hashPassword } from './hash-password.ts';
import { hashMark, readPasswordTicket } from './password-ticket.ts';
import { signInKeys, signInLimits } from './sign-in-limits.ts';

export interface ResetPassword {
  token: string;
  password: string;
}

/** In the same words whatever is wrong with it. */
const badToken = () => badField('token', 'INVALID', 'token is used, expired or altered: ask for a new mail with requestPasswordReset');

/** Only where the password is still the one that the ticket is about: of two at the same time one sets it. */
const replace = 'update users set password_hash = ?, sessions_since = ? where id = ? and password_hash = ? returning id';

/** Any of its teams, also one that has removed the person. */
const teamOf = 'select team_id from members where user_id = ? order by joined_at, id limit 1';

const findHolder = async (ctx: Context, token: string): Promise<Account & { teamId: string }> => {
  const ticket = readPasswordTicket(ctx, token);
  if (ticket === null) throw badToken();
  const [account, team] = await inSystem(ctx, 'password-reset', async (system) =>
    [await findAccount(system, ticket.user), (await system.em.execute<{ team_id: string }[]>(teamOf, [ticket.user]))[0]]);
  if (account === undefined || hashMark(account.passwordHash) !== ticket.was) throw badToken();
  return { ...account, teamId: team?.team_id ?? newId('team') };
};

/** Whoever reads the mailbox has shown whose account it is: guesses of others no longer keep the person out. */
const forgetGuesses = async (ctx: Context, email: string): Promise<void> => {
  const { account, pair } = signInKeys(ctx, email);
  await signInLimits(ctx).ofAccount.forget(account);
  await signInLimits(ctx).ofPair.forget(pair);
};

/**
 * Sets a new password by the token of a mail, and ends all sessions of the person; each of its teams has it in the
 * audit log.
 * @throws AppError BAD_USER_INPUT for a token that is used, expired or altered, and for a password that is too short or too long
 */
export const resetPassword = async (ctx: Context, { token, password }: ResetPassword): Promise<void> => {
  await closeSharedSnapshot(ctx);
  const account = await findHolder(ctx, token);
  checkInput((faults) => { checkPassword(password, faults); });
  const passwordHash = await hashPassword(password);
  const replaced = await endAllSessions(ctx, {
    userId: account.id, teamId: account.teamId, action: 'password.reset',
    write: async ({ em }, since) => (await em.execute<unknown[]>(replace, [passwordHash, since, account.id, account.passwordHash])).length > 0,
  });
  if (!replaced) throw badToken();
  await forgetGuesses(ctx, account.email);
};
