import { createTransport } from 'nodemailer';
import { MailRefused, type Mailer } from './mailer.ts';

/** Longest wait for a connection, for the server's greeting, and for each of its answers. */
const CONNECT_MS = 10_000;
const GREETING_MS = 10_000;
const SILENCE_MS = 20_000;

export interface SmtpOptions {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  readonly url: string;
  /** `Leadwire <leadwire@example.com>`. */
  readonly from: string;
}

/** What nodemailer says went wrong: its own word, and the number that the server answered. */
interface SmtpFault {
  code?: unknown;
  responseCode?: unknown;
}

/** Of the fault only its codes: what a server answers quotes addresses, and a refused login may quote more. */
const explain = ({ code, responseCode }: SmtpFault): string => [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ');

/** A server that says "5xx" about the addressee or the content says so tomorrow as well; about a login it may not. */
const isFinal = ({ code, responseCode }: SmtpFault): boolean =>
  (code === 'EENVELOPE' || code === 'EMESSAGE') && typeof responseCode === 'number' && responseCode >= 500;

/** Without its cause, which would bring into the log what `explain` leaves out. */
const readable = (error: unknown): Error => {
  const fault = error as SmtpFault;
  return isFinal(fault)
    ? new MailRefused(`The mail server refused a mail for good (${explain(fault)}).`)
    : new Error(`The mail server did not take a mail (${explain(fault)}).`);
};

/** Mails by SMTP, each over a connection of its own, with STARTTLS where the server offers it. */
export const smtpMailer = ({ url, from }: SmtpOptions): Mailer => {
  const transport = createTransport({
    url, connectionTimeout: CONNECT_MS, dnsTimeout: CONNECT_MS, greetingTimeout: GREETING_MS, socketTimeout: SILENCE_MS,
    disableFileAccess: true, disableUrlAccess: true,
  });
  return {
    send: async ({ to, subject, text }) => {
      // As an object the address is taken for what it is, and not read as a list.
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text }).catch((error: unknown) => { throw readable(error); });
    },
  };
};
