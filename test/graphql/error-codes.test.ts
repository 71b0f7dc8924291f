import { errorCodes } from '../../src/graphql/error-codes.ts';
import { RawClient } from '../realtime/raw-client.ts';
import { post, startDoors, tokenFor, type Doors } from '../realtime/start-doors.ts';

let doors: Doors;
let token: string;
let socket: RawClient;

beforeAll(async () => {
  doors = await startDoors();
  token = tokenFor((await doors.team()).actor.teamId);
  socket = await RawClient.greeted(doors.wsUrl, token);
});
afterAll(async () => {
  socket.close();
  await doors.stop();
});

let id = 0;
const both = async (query: string, more: Record<string, unknown> = {}) => {
  const http = await post(doors, { query, ...more }, { authorization: `Bearer ${token}` });
  id += 1;
  socket.subscribe(String(id), query, more);
  const [frame] = await Promise.all([socket.frame(http.body.data === undefined ? 'error' : 'next', String(id))]);
  if (frame.type === 'next') await socket.frame('complete', String(id));
  const overSocket = frame.type === 'next' ? (frame.payload as { errors: typeof http.body.errors }).errors : (frame.payload as typeof http.body.errors);
  return { http, errors: [http.body.errors?.[0], overSocket?.[0]] };
};

const thrown = Object.keys(errorCodes).filter((code) => !code.startsWith('GRAPHQL_') && code !== 'INTERNAL_SERVER_ERROR');

describe('an error', () => {
  it.each(thrown)('[B14] %s that a resolver throws reads the same on both transports', async (code) => {
    const { http, errors } = await both('query ($code: String!) { fail(code: $code) }', { variables: { code } });
    const facts = errorCodes[code as keyof typeof errorCodes];
    expect(http.status).toBe(facts.httpStatus);
    for (const error of errors)
      expect(error).toEqual({
        message: code === 'NOT_FOUND' ? 'Note not found' : `told ${code}`,
        path: ['fail'],
        locations: [{ line: 1, column: 26 }],
        extensions: {
          code, legacyCode: facts.legacyCode, details: [], timestamp: expect.stringMatching(/^\d{4}-.*Z$/) as string, requestId: expect.stringMatching(/^request_/) as string,
          ...(code === 'RATE_LIMITED' ? { retryAfter: 1_500 } : {}),
          ...(code === 'CONFLICT' ? { current: { text: 'now' } } : {}),
        },
      });
  });

  it('[B14] that tells how long to wait says so in Retry-After', async () => {
    const { http } = await both('{ fail(code: "RATE_LIMITED") }');
    expect(http.headers.get('retry-after')).toBe('2');
  });

  it.each<[keyof typeof errorCodes, string, Record<string, unknown>]>([
    ['GRAPHQL_PARSE_FAILED', '{ hello', {}],
    ['GRAPHQL_VALIDATION_FAILED', '{ nothingLikeIt }', {}],
    ['GRAPHQL_VALIDATION_FAILED', 'query A { hello } query B { hello }', {}],
    ['GRAPHQL_VALIDATION_FAILED', '{ pick(by: {}) }', {}],
    ['GRAPHQL_VALIDATION_FAILED', '{ pick(by: { id: "1", title: "x" }) }', {}],
    ['GRAPHQL_VALIDATION_FAILED', '{ hello @defer }', {}],
    ['GRAPHQL_VALIDATION_FAILED', '{ echo(input: { text: "a", mail: "no address" }) }', {}],
    ['BAD_USER_INPUT', 'query ($by: Pick!) { pick(by: $by) }', { variables: { by: {} } }],
    ['BAD_USER_INPUT', 'query ($input: NoteInput!) { echo(input: $input) }', { variables: { input: { text: 1, unknown: true } } }],
    ['OPERATION_TOO_COMPLEX', `{ ${'hello '.repeat(10_001)} }`, {}],
    ['OPERATION_TOO_COMPLEX', `{ ${'hello '.repeat(9_000)} }`, {}],
    ['OPERATION_TOO_COMPLEX', `{ hello(name: "${'x'.repeat(128 * 1024)}") }`, {}],
    ['OPERATION_TOO_COMPLEX', `${'{ hello '.repeat(4_900)}${'}'.repeat(4_900)}`, {}],
  ])('[B14] %s before anything ran has the status of the table and is an error message', async (code, query, more) => {
    const { http, errors } = await both(query, more);
    expect(http.status).toBe(errorCodes[code].httpStatus);
    expect(http.body).not.toHaveProperty('data');
    for (const error of errors) expect(error?.extensions['code']).toBe(code);
  });

  it('[B14] [B15] of variables names every faulty field, and does not repeat the input', async () => {
    const input = { text: 1, mail: 'no address', tags: [{ name: 'a' }, { nam: 'b' }], password: 'hunter2' };
    const { errors } = await both('query ($input: NoteInput!) { echo(input: $input) }', { variables: { input } });
    for (const error of errors) {
      const details = error?.extensions['details'] as { field: string; code: string }[];
      expect(details.map(({ field, code }) => `${field} ${code}`)).toEqual(['text INVALID', 'mail INVALID', 'tags[1].name REQUIRED', 'tags[1].nam UNKNOWN', 'password UNKNOWN']);
      expect(JSON.stringify(error)).not.toContain('hunter2');
    }
  });

  it('[B14] of ours says nothing about itself', async () => {
    const { http, errors } = await both('{ fail(code: "BUG") }');
    expect(http.status).toBe(500);
    for (const error of errors) {
      expect(error?.message).toBe('Something went wrong on our side. Quote the requestId when you report it.');
      expect(error?.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', legacyCode: 'SERVER_ERROR' });
      expect(JSON.stringify(error)).not.toMatch(/secret|stack/);
    }
  });

  it('[B14] beside data leaves the status at 200', async () => {
    for (const code of ['FORBIDDEN', 'BUG', 'RATE_LIMITED']) {
      const { http } = await both('query ($code: String!) { hello fail(code: $code) }', { variables: { code } });
      expect(http.status).toBe(200);
      expect(http.body.data).toEqual({ hello: 'Hello you', fail: null });
    }
  });

  it('[B14] of a null where none may be is ours', async () => {
    const { http, errors } = await both('{ nothing }');
    expect(http.status).toBe(500);
    for (const error of errors) expect(error?.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
  });

  it('[B14] of an argument that a null variable makes wrong is the caller\'s', async () => {
    const { errors } = await both('query ($n: Int = 3) { sized(n: $n) }', { variables: { n: null } });
    for (const error of errors) expect(error?.extensions['code']).toBe('BAD_USER_INPUT');
  });
});
