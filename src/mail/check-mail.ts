import { isEmail } from '../shared/contact-keys.ts';
import { MailRefused, type Mail } from './mailer.ts';

/** Line breaks of every kind, and the rest of the control characters: a header that held one could begin another. */
const controls = /[\p{Cc}\u2028\u2029]/u;

/**
 * Refuses what could be read as more than one address or one header, whichever way the mail goes. Names reach us
 * cleaned already (shared/clean-text.ts); here it is certain.
 * @throws MailRefused
 */
export const checkMail = ({ to, subject }: Mail): void => {
  if (!isEmail(to)) throw new MailRefused('The address of a mail is no e-mail address.');
  if (controls.test(subject)) throw new MailRefused('The subject of a mail holds a control character.');
};
