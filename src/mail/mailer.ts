/** A mail of ours: plain text to one person. */
export interface Mail {
  /** One address, without a name. */
  readonly to: string;
  /** One line. */
  readonly subject: string;
  /** Several lines, with `\n` between. */
  readonly text: string;
}

/** Takes mails to wherever they go. */
export interface Mailer {
  /**
   * Resolves when the mail is handed over: to the mail server, or to the folder.
   * @throws MailRefused when it can never be delivered, so that trying again is of no use
   * @throws Error when it could not be handed over now; nothing of the mail is in its message
   */
  readonly send: (mail: Mail) => Promise<void>;
}

/** Nobody takes this mail, now or later: the address does not exist, or is none. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

/** Mails that people we do not know can have sent to one address in an hour, counted by that address. */
export interface MailAllowance {
  /** @throws AppError RATE_LIMITED when the address has had its share */
  readonly take: (key: string) => Promise<unknown>;
}

/** What those who write mails need to know of the installation. */
export interface MailSettings {
  /** The front end that links lead to, without a trailing slash; null where there is none. */
  readonly appUrl: string | null;
  readonly passwordResets: MailAllowance;
  /** Of its own, so that nobody can use up with invitations what a person needs to get in again. */
  readonly invitations: MailAllowance;
}

declare module '../shared/context.ts' {
  interface Parts {
    readonly mailer: Mailer;
    readonly mails: MailSettings;
  }
}
