import { formatError, type ErrorScope } from '../../graphql/format-error.ts';
import { plainStatusOf, retryAfterOf } from '../../graphql/http-status.ts';
import { AppError, type ErrorCode } from '../../shared/app-error.ts';
import { BODY_BYTES_MAX } from './form.limits.ts';

/** Why a request was not taken, for programs that know no GraphQL: the extensions of its errors, as a flat answer. */
export interface Refusal {
  status: number;
  headers: Record<string, string>;
  /** `{ code, message, errors: [{ field, code, message }], requestId, … }` */
  body: { message: string; errors: unknown } & Record<string, unknown>;
}

/** What Fastify finds wrong with a request before any of our code sees it, by its status. */
const unreadable = new Map([
  [413, `The body is too large: at most ${BODY_BYTES_MAX / 1024} KiB.`],
  [415, 'Send the fields as application/json or as application/x-www-form-urlencoded.'],
]);
const MALFORMED = 'The body cannot be read: send one well-formed JSON object, or the fields of an HTML form.';

/** The status that Fastify gives to what it cannot read; null for every other error. */
const unreadableStatus = (error: unknown): number | null => {
  if (!(error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number')) return null;
  return error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : null;
};

/** An answer that cannot be taken is told apart from a body that cannot be read. */
const statusOf = (code: ErrorCode): number => (code === 'BAD_USER_INPUT' ? 422 : plainStatusOf(code));

/** What the caller is told about an error, with the words and codes that GraphQL has for it. */
export const readRefusal = (error: unknown, scope: ErrorScope): Refusal => {
  const status = unreadableStatus(error);
  const told = formatError(status === null ? error : new AppError('BAD_USER_INPUT', unreadable.get(status) ?? MALFORMED), scope).toJSON();
  const { details, ...facts } = told.extensions ?? {};
  const wait = retryAfterOf([told]);
  return {
    status: status ?? statusOf(facts['code'] as ErrorCode),
    headers: wait === null ? {} : { 'retry-after': wait },
    body: { ...facts, message: told.message, errors: details },
  };
};
