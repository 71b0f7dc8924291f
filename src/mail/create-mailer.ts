import { checkMail } from './check-mail.ts';
import { folderMailer, type FolderOptions } from './folder-mailer.ts';
import type { Mailer } from './mailer.ts';
import { smtpMailer } from './smtp-mailer.ts';

export interface MailerOptions extends FolderOptions {
  /** The mail server; undefined where mails go to the folder. */
  readonly smtpUrl: string | undefined;
  /** The sender: `Leadwire <leadwire@example.com>`. */
  readonly from: string;
}

/** The mailer of the configuration. Whatever it is, no address and no subject can add a header or an addressee. */
export const createMailer = ({ smtpUrl, from, ...folder }: MailerOptions): Mailer => {
  const mailer = smtpUrl === undefined ? folderMailer(folder) : smtpMailer({ url: smtpUrl, from });
  return {
    send: async (mail) => {
      checkMail(mail);
      await mailer.send(mail);
    },
  };
};
