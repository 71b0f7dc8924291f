import { GraphQLError, Kind } from 'graphql';
import { databaseFault } from '../database/database-fault.ts';
import { AppError, type ErrorCode } from '../shared/app-error.ts';
import type { Context } from '../shared/context.ts';
import { errorCodes } from './error-codes.ts';
import { placeOf } from './refusal.ts';

/** What an answer's errors are stamped with, and where faults of ours are written down: a log that names the request. */
export type ErrorScope = Pick<Context, 'requestId' | 'log' | 'clock'>;

/** Codes of Apollo Server for requests that never became an operation; it knows more of them than our list. */
const apolloCodes: Readonly<Record<string, ErrorCode>> = {
  BAD_REQUEST: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'PERSISTED_QUERY_NOT_FOUND',
};

/** An argument that got a variable it cannot take: graphql-js finds that only when it executes the field. */
const isArgumentFault = ({ nodes, originalError }: GraphQLError): boolean => {
  const kind = nodes?.[0]?.kind;
  const isForeign = originalError !== undefined && !(originalError instanceof GraphQLError);
  return !isForeign && kind !== undefined && kind !== Kind.FIELD;
};

const read = (error: unknown): AppError | null => {
  if (error instanceof AppError) return error;
  if (!(error instanceof GraphQLError)) return databaseFault(error);
  const code = apolloCodes[String(error.extensions['code'])];
  if (code) return new AppError(code, error.message);
  return read(error.originalError) ?? (isArgumentFault(error) ? new AppError('BAD_USER_INPUT', error.message) : null);
};

/** The code that `formatError` would give an error. */
export const codeOf = (error: unknown): ErrorCode => read(error)?.code ?? 'INTERNAL_SERVER_ERROR';

const innermost = (error: unknown): unknown => (error instanceof GraphQLError && error.originalError ? innermost(error.originalError) : error);

/** What the caller is told. Faults of ours are logged here, and answered without a word about them. */
const answerTo = (error: unknown, { log }: ErrorScope): AppError => {
  const answer = read(error);
  if (answer === null) {
    log.error({ err: innermost(error) }, 'graphql: an operation failed unexpectedly');
    return new AppError('INTERNAL_SERVER_ERROR', 'Something went wrong on our side. Quote the requestId when you report it.');
  }
  if (answer.code === 'SERVICE_UNAVAILABLE') log.warn({ err: answer.cause }, 'graphql: an operation met a service that is down');
  return answer;
};

/** `extensions` of an error as RULES of the API have them: absent is what does not apply. */
const extensionsOf = ({ code, details, retryAfter, current, head }: AppError, { requestId, clock }: ErrorScope) => ({
  code,
  legacyCode: errorCodes[code].legacyCode,
  details,
  timestamp: clock.now().toISOString(),
  requestId,
  ...(retryAfter === undefined ? {} : { retryAfter }),
  ...(current === undefined ? {} : { current }),
  ...(head === undefined ? {} : { head }),
});

/**
 * The one translator of errors, for every transport: whatever was thrown becomes a GraphQLError with a code of the
 * closed list, whose `toJSON()` may leave the house. Path and locations are kept; stack, SQL and foreign text are not.
 */
export const formatError = (error: unknown, scope: ErrorScope): GraphQLError => {
  const answer = answerTo(error, scope);
  const place = error instanceof GraphQLError ? placeOf(error) : {};
  return new GraphQLError(answer.message, { ...place, extensions: extensionsOf(answer, scope) });
};
