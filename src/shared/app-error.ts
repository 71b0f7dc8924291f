/** The closed list of codes that leave Leadwire in `errors[].extensions.code`. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'OPERATION_TOO_COMPLEX'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'PERSISTED_QUERY_NOT_IN_LIST'
  | 'SUBSCRIPTION_NEEDS_STREAM'
  | 'CURSOR_EXPIRED'
  | 'RATE_LIMITED'
  | 'PROVIDER_NOT_CONFIGURED'
  | 'PROVIDER_NOT_SUPPORTED'
  | 'RECONNECT_REQUIRED'
  | 'PROVIDER_REJECTED'
  | 'PROVIDER_UNAVAILABLE'
  | 'NOT_SUPPORTED_YET'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR';

/** One fault of one input field; `field` is a path such as `fields[2].name`. */
export interface ErrorDetail {
  field: string;
  code: string;
  message: string;
}

interface ErrorFacts {
  details?: readonly ErrorDetail[];
  /** Milliseconds after which trying again makes sense. */
  retryAfter?: number;
  /** With CONFLICT: the thing as it is now. */
  current?: unknown;
  /** With CURSOR_EXPIRED: the cursor to start from after reading again. */
  head?: string;
  cause?: unknown;
}

/**
 * The only error that is shown to a caller. The message says what the caller can do about it;
 * whatever is not an AppError is logged and answered as INTERNAL_SERVER_ERROR.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[];
  readonly retryAfter: number | undefined;
  readonly current: unknown;
  readonly head: string | undefined;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = code;
    this.details = facts.details ?? [];
    this.retryAfter = facts.retryAfter;
    this.current = facts.current;
    this.head = facts.head;
  }
}

export const unauthenticated = (message = 'Authentication token required') => new AppError('UNAUTHENTICATED', message);

/** `forbidden('update this lead')` reads "You may not update this lead." */
export const forbidden = (deed: string) => new AppError('FORBIDDEN', `You may not ${deed}.`);

/** The same words for what is absent and for what the caller may not see. */
export const notFound = (kind: string) => new AppError('NOT_FOUND', `${kind} not found`);

/** Bad input, with one detail per faulty field. */
export const badInput = (details: readonly ErrorDetail[]) =>
  new AppError('BAD_USER_INPUT', details.map(({ message }) => message).join('; '), { details });

export const badField = (field: string, code: string, message: string) => badInput([{ field, code, message }]);
