import type { GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../shared/app-error.ts';
import { errorCodes } from './error-codes.ts';

const statusOf = (code: unknown): number => (typeof code === 'string' && code in errorCodes ? errorCodes[code as ErrorCode].httpStatus : 500);

interface Answer {
  data?: Readonly<Record<string, unknown>> | null | undefined;
  errors?: readonly GraphQLFormattedError[] | undefined;
}

/**
 * The HTTP status of a GraphQL answer: that of its gravest error when nothing could be given, 200 when something was.
 * Without `data` the operation never ran, so it is at least 400 (GraphQL over HTTP).
 */
export const httpStatusOf = ({ data, errors = [] }: Answer): number => {
  if (errors.length === 0 || Object.values(data ?? {}).some((value) => value !== null)) return 200;
  const gravest = Math.max(...errors.map(({ extensions }) => statusOf(extensions?.['code'])));
  return data === undefined ? Math.max(gravest, 400) : gravest;
};

/** The value of `Retry-After`, in seconds: the longest that an error names; null where none does. */
export const retryAfterOf = (errors: readonly GraphQLFormattedError[] = []): string | null => {
  const waits = errors.map(({ extensions }) => extensions?.['retryAfter']).filter((wait) => typeof wait === 'number');
  return waits.length === 0 ? null : String(Math.ceil(Math.max(...waits) / 1_000));
};

/** The HTTP status of an error outside of GraphQL, where 200 would say that all is well. */
export const plainStatusOf = (code: ErrorCode): number => {
  if (code === 'NOT_FOUND') return 404;
  if (code === 'CONFLICT') return 409;
  return Math.max(errorCodes[code].httpStatus, 400);
};
