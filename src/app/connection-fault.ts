import { StartError } from '../shared/start-error.ts';

/** What the operating system, or PostgreSQL at sign-in, says of a connection that cannot be had. */
const causes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EHOSTUNREACH: 'the host cannot be reached',
  ETIMEDOUT: 'it does not answer',
  '28000': 'the login is not allowed',
  '28P01': 'the password is wrong',
  '3D000': 'there is no such database',
  '53300': 'it has no connection left',
  '57P03': 'it is starting up',
};

/**
 * A database that cannot be connected to as one line for the operator, without the password of the URL. Anything else
 * comes back as it is.
 */
export const connectionFault = (variable: 'DATABASE_URL' | 'DATABASE_OWNER_URL', url: string, error: unknown): unknown => {
  const { code, message } = error as { code?: string; message?: string };
  const cause = causes[code ?? ''] ?? (/timeout|terminated/i.test(message ?? '') ? causes.ETIMEDOUT : undefined);
  if (cause === undefined) return error;
  const { host, pathname } = new URL(url);
  return new StartError(`PostgreSQL cannot be reached at ${host}${pathname} (${variable}): ${cause}.`);
};
