import type { MailSettings } from './mailer.ts';

/** What the holder of a token does with it: on a page of the front end, or by hand. */
export interface WayIn {
  /** `/reset-password`: the page of the front end. */
  readonly path: string;
  /** `resetPassword`: for those who have no front end. */
  readonly mutation: string;
  readonly token: string;
}

/** The lines of a mail that lead on: a link, or without APP_URL the token and the mutation that takes it. */
export const wayIn = ({ appUrl }: MailSettings, { path, mutation, token }: WayIn): string =>
  appUrl === null ? `Call the mutation ${mutation} with this token:\n\n${token}` : `Open this link:\n\n${appUrl}${path}?token=${encodeURIComponent(token)}`;
