import type { Context } from '../shared/context.ts';
import { MailRefused, type Mail } from './mailer.ts';

/**
 * Hands a mail over from a job: what can be delivered later makes the job fail, and so run again; what never can is
 * written down and given up.
 * @throws Error when the mail could not be handed over now
 */
export const deliverMail = async ({ parts, log }: Pick<Context, 'parts' | 'log'>, mail: Mail): Promise<void> => {
  try {
    await parts.mailer.send(mail);
  } catch (error) {
    if (!(error instanceof MailRefused)) throw error;
    log.warn({ reason: error.message }, 'mail: a mail cannot be delivered and is given up');
  }
};
