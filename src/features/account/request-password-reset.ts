import { closeSharedSnapshot } from '../../database/in-snapshot.ts';
import { inSystem, type SystemUnit } from '../../database/in-system.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type {} from '../../mail/mailer.ts';
import { AppError } from '../../shared/app-error.ts';
import { emailKey } from '../../shared/contact-keys.ts';
import type { Context } from '../../shared/context.ts';
import { newId } from '../../shared/ids.ts';
import { SendPasswordReset } from './send-password-reset.ts';
import { signInKeys } from './sign-in-limits.ts';

interface Addressee {
  userId: string;
  teamId: string;
}

/** Also a person whom every team has removed: the next invitation asks for the password. Jobs belong to a team, so one is named. */
const byEmail = `
  select u.id as "userId", m.team_id as "teamId" from users u join members m on m.user_id = u.id
  where u.email_key = ?
  order by (m.status = 'ACTIVE') desc, m.joined_at, m.id limit 1`;

const findAddressee = async ({ em }: SystemUnit, email: string): Promise<Addressee> => {
  const [addressee] = await em.execute<Addressee[]>(byEmail, [emailKey(email)]);
  // A stranger's mail is ordered like every other, and the job then finds nobody: no work tells the two apart.
  return addressee ?? { userId: newId('user'), teamId: newId('team') };
};

/** Whether this address may get another mail within the hour; asked for strangers as well. */
const mayMail = async (ctx: Context, email: string): Promise<boolean> => {
  try {
    await ctx.parts.mails.passwordResets.take(signInKeys(ctx, email).account);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'RATE_LIMITED') return false;
    throw error;
  }
};

/**
 * Mails a link to a new password to whoever has an account with this address, a few times an hour at most. Neither the
 * answer nor the work shows whether somebody has.
 */
export const requestPasswordReset = async (ctx: Context, { email }: { email: string }): Promise<void> => {
  if (!(await mayMail(ctx, email))) return;
  await closeSharedSnapshot(ctx);
  const { userId, teamId } = await inSystem(ctx, 'password-reset', (system) => findAddressee(system, email));
  const expiresAt = new Date(ctx.clock.now().getTime() + ctx.parts.accounts.passwordResetSeconds * 1000).toISOString();
  await inTransaction({ ...ctx, actor: { kind: 'SYSTEM', teamId, job: 'password-reset' } }, async (tx) => {
    enqueue(tx, SendPasswordReset, { teamId, userId, expiresAt });
  });
};
