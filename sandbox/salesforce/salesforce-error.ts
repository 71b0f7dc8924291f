/** One thing that is wrong with a call, or with a row of it. */
export type Problem = {
  readonly code: string;
  readonly message: string;
  readonly fields?: readonly string[];
  /** What a duplicate rule found; only a whole call shows it. */
  readonly duplicateResut?: object;
};

/** An answer of the REST API that is not a success; its body is a list. */
export class SalesforceError extends Error {
  override readonly name = 'SalesforceError';
  readonly status: number;
  readonly problems: readonly Problem[];
  constructor(status: number, problems: readonly Problem[]) {
    super(problems[0]?.message ?? '');
    this.status = status;
    this.problems = problems;
  }
}

/** The body of an error of the whole call. */
export const showProblems = (problems: readonly Problem[]) =>
  problems.map(({ code, message, fields, duplicateResut }) => ({
    ...(duplicateResut && { duplicateResut }),
    message,
    errorCode: code,
    ...(fields && { fields }),
  }));

/** The errors of a row, which are spelled otherwise. */
export const showRowProblems = (problems: readonly Problem[]) =>
  problems.map(({ code, message, fields = [] }) => ({ statusCode: code, message, fields }));

const problem = (status: number, code: string, message: string, fields?: readonly string[]) =>
  new SalesforceError(status, [{ code, message, ...(fields && { fields }) }]);

export const badRequest = (code: string, message: string, fields?: readonly string[]) => problem(400, code, message, fields);

export const notFound = (message = 'The requested resource does not exist') => problem(404, 'NOT_FOUND', message);

export const deleted = () => problem(404, 'ENTITY_IS_DELETED', 'entity is deleted');

export const invalidSession = (message = 'Session expired or invalid') => problem(401, 'INVALID_SESSION_ID', message);

export const limitExceeded = () => problem(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');

export const unsupportedMediaType = (wanted: string) => problem(415, 'UNSUPPORTED_MEDIA_TYPE', `Content-Type must be ${wanted}`);

export const tooLongAddress = () => problem(414, 'URI_TOO_LONG', 'The address of the request is too long');

export const changedMeanwhile = () => problem(412, 'PRECONDITION_FAILED', 'The record was changed since the time of If-Unmodified-Since');

export const unknownException = () => problem(500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred.');

/** What is wrong with the JSON itself: nothing of the call is done, however many rows it has. */
export const unreadableJson = (message: string) => badRequest('JSON_PARSER_ERROR', message);

export const cannotDeserialise = (type: string, json: unknown) =>
  unreadableJson(`Cannot deserialize instance of ${type} from ${kindOf(json)} value ${textOf(json)} or request may be missing a required field at [line:1, column:1]`);

const kindOf = (json: unknown) => {
  if (json === null) return 'VALUE_NULL';
  if (Array.isArray(json)) return 'START_ARRAY';
  if (typeof json === 'number') return Number.isInteger(json) ? 'VALUE_NUMBER_INT' : 'VALUE_NUMBER_FLOAT';
  if (typeof json === 'boolean') return `VALUE_${String(json).toUpperCase()}`;
  return typeof json === 'string' ? 'VALUE_STRING' : 'START_OBJECT';
};

const textOf = (json: unknown) => (typeof json === 'string' ? json : typeof json === 'object' && json !== null ? '{' : String(json));
