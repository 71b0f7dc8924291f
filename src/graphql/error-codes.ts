import type { ErrorCode } from '../shared/app-error.ts';

/** The spellings of the seeds' clients, kept beside ours in `extensions.legacyCode`. */
type LegacyCode = 'UNAUTHORIZED' | 'FORBIDDEN' | 'INVALID_REQUEST' | 'RESOURCE_NOT_FOUND' | 'RATE_LIMITED' | 'SERVER_ERROR';

interface CodeFacts {
  legacyCode: LegacyCode;
  /** Of a GraphQL answer of which nothing could be given. */
  httpStatus: number;
}

const fact = (legacyCode: LegacyCode, httpStatus: number): CodeFacts => ({ legacyCode, httpStatus });

/** What goes with each code of the closed list. */
export const errorCodes = {
  UNAUTHENTICATED: fact('UNAUTHORIZED', 401),
  FORBIDDEN: fact('FORBIDDEN', 403),
  NOT_FOUND: fact('RESOURCE_NOT_FOUND', 200),
  BAD_USER_INPUT: fact('INVALID_REQUEST', 200),
  CONFLICT: fact('INVALID_REQUEST', 200),
  GRAPHQL_PARSE_FAILED: fact('INVALID_REQUEST', 400),
  GRAPHQL_VALIDATION_FAILED: fact('INVALID_REQUEST', 400),
  OPERATION_TOO_COMPLEX: fact('INVALID_REQUEST', 400),
  PERSISTED_QUERY_NOT_FOUND: fact('INVALID_REQUEST', 400),
  PERSISTED_QUERY_NOT_IN_LIST: fact('INVALID_REQUEST', 400),
  SUBSCRIPTION_NEEDS_STREAM: fact('INVALID_REQUEST', 400),
  CURSOR_EXPIRED: fact('INVALID_REQUEST', 200),
  RATE_LIMITED: fact('RATE_LIMITED', 429),
  PROVIDER_NOT_CONFIGURED: fact('SERVER_ERROR', 200),
  PROVIDER_NOT_SUPPORTED: fact('SERVER_ERROR', 200),
  RECONNECT_REQUIRED: fact('SERVER_ERROR', 200),
  PROVIDER_REJECTED: fact('SERVER_ERROR', 200),
  PROVIDER_UNAVAILABLE: fact('SERVER_ERROR', 200),
  NOT_SUPPORTED_YET: fact('SERVER_ERROR', 200),
  SERVICE_UNAVAILABLE: fact('SERVER_ERROR', 503),
  INTERNAL_SERVER_ERROR: fact('SERVER_ERROR', 500),
} satisfies Record<ErrorCode, CodeFacts>;
