import { AppError, type ErrorCode } from '../shared/app-error.ts';
import { formatError, type ErrorScope } from './format-error.ts';
import { plainStatusOf, retryAfterOf } from './http-status.ts';

/** Why a request was not taken, for programs that know no GraphQL: the extensions of its errors, as a flat answer. */
export interface Refusal {
  status: number;
  headers: Record<string, string>;
  /** `{ code, message, errors: [{ field, code, message }], requestId, … }` */
  body: { message: string; errors: unknown } & Record<string, unknown>;
}

/** What a route takes, for the words about what it cannot read. */
export interface Taken {
  /** Largest body. */
  bytesMax: number;
  /** `well-formed JSON`, behind "Send". */
  bodies: string;
}

/** What Fastify finds wrong with a request before any of our code sees it. */
const wordsFor = (status: number, { bytesMax, bodies }: Taken): string => {
  if (status === 413) return `The body is too large: at most ${bytesMax / 1024} KiB.`;
  return status === 415 ? `Send ${bodies}.` : `The body cannot be read: send ${bodies}.`;
};

/** The status that Fastify gives to what it cannot read; null for every other error. */
const unreadableStatus = (error: unknown): number | null => {
  if (!(error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')) return null;
  return error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : null;
};

/** An answer that cannot be taken is told apart from a body that cannot be read. */
const statusOf = (code: ErrorCode): number => (code === 'BAD_USER_INPUT' ? 422 : plainStatusOf(code));

/** What the caller is told about an error, with the words and codes that GraphQL has for it. */
export const readRefusal = (error: unknown, scope: ErrorScope, taken: Taken): Refusal => {
  const status = unreadableStatus(error);
  const told = formatError(status === null ? error : new AppError('BAD_USER_INPUT', wordsFor(status, taken)), scope).toJSON();
  const { details, ...facts } = told.extensions ?? {};
  const wait = retryAfterOf([told]);
  return {
    status: status ?? statusOf(facts['code'] as ErrorCode),
    headers: wait === null ? {} : { 'retry-after': wait },
    body: { ...facts, message: told.message, errors: details },
  };
};
