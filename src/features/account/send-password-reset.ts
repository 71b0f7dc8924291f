import { z } from 'zod';
import { inSystem } from '../../database/in-system.ts';
import { defineJob, type JobContext } from '../../jobs/define-job.ts';
import { deliverMail } from '../../mail/deliver-mail.ts';
import { wayIn } from '../../mail/way-in.ts';
import { findAccount } from './find-account.ts';
import { signPasswordTicket } from './password-ticket.ts';

/** Mails that one worker sends at once. */
const CONCURRENCY = 2;

const textOf = (name: string, way: string, until: Date): string => `Hello ${name},

somebody, probably you, asked for a new password for this address.
${way}

It works once, until ${until.toISOString().slice(0, 16).replace('T', ' ')} UTC. If you did not ask for it, ignore this mail: your password stays as it is.
`;

const send = async (ctx: JobContext, userId: string, until: Date): Promise<void> => {
  if (until <= ctx.clock.now()) return;
  const account = await inSystem(ctx, 'password-reset', (system) => findAccount(system, userId));
  if (account === undefined) return;
  const token = signPasswordTicket(ctx, account, until);
  const way = wayIn(ctx.parts.mails, { path: '/reset-password', mutation: 'resetPassword', token });
  await deliverMail(ctx, { to: account.email, subject: 'A new password for Leadwire', text: textOf(account.name, way, until) });
};

/** Mails the link to a new password. The order holds ids alone: the token is made when the mail is written, and is nowhere else. */
export const SendPasswordReset = defineJob({
  name: 'account.send-password-reset',
  payload: z.object({ teamId: z.string(), userId: z.string(), expiresAt: z.iso.datetime() }),
  key: ({ userId }) => userId,
  concurrency: CONCURRENCY,
  run: (ctx, { userId, expiresAt }) => send(ctx, userId, new Date(expiresAt)),
});
