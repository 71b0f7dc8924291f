import { GraphQLError, Kind, parse, type FieldNode } from 'graphql';
import { errorCodes } from '../../src/graphql/error-codes.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { formatError } from '../../src/graphql/format-error.ts';
import { httpStatusOf, plainStatusOf, retryAfterOf } from '../../src/graphql/http-status.ts';
import { AppError, badField } from '../../src/shared/app-error.ts';

const now = new Date('2026-11-21T09:30:00.000Z');
const lines: string[] = [];
const log = createLogger('info', { write: (line: string) => { lines.push(line); } });
const format = (error: unknown) => formatError(error, { requestId: 'request_1', clock: { now: () => now }, log }).toJSON();
beforeEach(() => { lines.length = 0; });

/** As graphql-js locates what a resolver throws. */
const located = (originalError: Error) => {
  const [operation] = parse('{ lead { name } }').definitions;
  const field = operation?.kind === Kind.OPERATION_DEFINITION ? (operation.selectionSet.selections[0] as FieldNode) : undefined;
  return new GraphQLError(originalError.message, { nodes: field ?? null, path: ['lead'], originalError });
};

describe('the translator of errors', () => {
  it('[B14] gives an AppError its code, the legacy code, its details and its place', () => {
    expect(format(located(badField('name', 'TOO_LONG', 'name is too long')))).toEqual({
      message: 'name is too long',
      locations: [{ line: 1, column: 3 }],
      path: ['lead'],
      extensions: {
        code: 'BAD_USER_INPUT', legacyCode: 'INVALID_REQUEST', details: [{ field: 'name', code: 'TOO_LONG', message: 'name is too long' }],
        timestamp: '2026-11-21T09:30:00.000Z', requestId: 'request_1',
      },
    });
    expect(lines).toEqual([]);
  });

  it('[B14] adds what only some errors have: how long to wait, the thing as it is, where to start', () => {
    expect(format(new AppError('RATE_LIMITED', 'Slower.', { retryAfter: 20 })).extensions).toMatchObject({ retryAfter: 20 });
    expect(format(new AppError('CONFLICT', 'Changed.', { current: { version: 2 } })).extensions).toMatchObject({ current: { version: 2 } });
    expect(format(new AppError('CURSOR_EXPIRED', 'Gone.', { head: 'e:9' })).extensions).toMatchObject({ head: 'e:9' });
  });

  it('[B14] says nothing of a fault of ours, and writes it down without the values of the query', () => {
    const error = Object.assign(new Error('duplicate key value\n - detail: Key (token)=(hunter2)'), { code: '23505', query: 'insert into users', params: ['hunter2'], detail: 'Key (token)=(hunter2)' });
    const answer = format(located(error));
    expect(answer).toMatchObject({ message: expect.not.stringContaining('key') as string, path: ['lead'], extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'request_1' } });
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|insert|stack/);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('duplicate key value');
    expect(lines[0]).not.toContain('hunter2');
  });

  it('[M5] tells a store that is down from a fault of ours, and a value that cannot be stored from both', () => {
    expect(format(located(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))).extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryAfter: 1_000 });
    expect(format(located(Object.assign(new Error('invalid byte sequence'), { code: '22021' }))).extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('[B14] takes an output that a scalar refuses for our fault, although a GraphQLError says so', () => {
    expect(format(located(new GraphQLError('DateTime cannot represent an invalid Date instance'))).extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  });

  it('[B14] knows no code but those of the list, whatever a library or a resolver sets', () => {
    expect(format(new GraphQLError('no', { extensions: { code: 'BAD_REQUEST' } })).extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(format(new GraphQLError('no', { extensions: { code: 'TEAPOT', stacktrace: ['at x'] } })).extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
    for (const thrown of ['text', null, undefined, 7, {}]) expect(format(thrown).extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  });
});

describe('the status of an answer', () => {
  const errors = (...codes: string[]) => codes.map((code) => ({ message: code, extensions: { code } }));

  it('[B14] is 200 beside data, and that of the gravest error without', () => {
    expect(httpStatusOf({ data: { a: 1, b: null }, errors: errors('FORBIDDEN') })).toBe(200);
    expect(httpStatusOf({ data: { a: null }, errors: errors('FORBIDDEN') })).toBe(403);
    expect(httpStatusOf({ data: null, errors: errors('NOT_FOUND', 'SERVICE_UNAVAILABLE') })).toBe(503);
    expect(httpStatusOf({ data: { a: null } })).toBe(200);
    expect(httpStatusOf({ errors: errors('BAD_USER_INPUT') })).toBe(200);
    expect(httpStatusOf({ errors: errors('RATE_LIMITED') })).toBe(429);
  });

  it('[B14] is at least 400 without data where the media type tells by its status how it went', () => {
    const status = (accept: string | null) => httpStatusOf({ errors: errors('BAD_USER_INPUT') }, accept);
    const [json, response] = ['application/json', 'application/graphql-response+json'];
    for (const accept of [null, '', '*/*', 'application/*', json, `${json}, ${response}`, `${response};q=0.5, ${json}`, 'text/html']) expect([accept, status(accept)]).toEqual([accept, 200]);
    for (const accept of [response, `${response}, ${json}`, `${json};q=0.9, ${response}`, `${response};charset=utf-8, */*;q=0.1`]) expect([accept, status(accept)]).toEqual([accept, 400]);
    expect(httpStatusOf({ data: { a: null }, errors: errors('NOT_FOUND') }, response)).toBe(200);
  });

  it('[B14] outside of GraphQL is never that of success', () => {
    for (const code of Object.keys(errorCodes)) expect(plainStatusOf(code as keyof typeof errorCodes)).toBeGreaterThanOrEqual(400);
    expect([plainStatusOf('NOT_FOUND'), plainStatusOf('CONFLICT')]).toEqual([404, 409]);
  });

  it('[B14] comes with the longest wait, in whole seconds', () => {
    expect(retryAfterOf([{ message: '', extensions: { retryAfter: 1_001 } }, { message: '', extensions: { retryAfter: 10 } }])).toBe('2');
    expect(retryAfterOf(errors('FORBIDDEN'))).toBeNull();
  });
});
