import { GraphQLError } from 'graphql';
import { buildSchema } from '../../src/graphql/build-schema.ts';
import { createDoor, type DoorOptions } from '../../src/graphql/door.ts';
import type { GuardedOperation, Transport } from '../../src/graphql/guards.ts';
import type { SubscriptionPlan } from '../../src/graphql/plan.ts';
import { prepare, type GraphRequest, type Prepared } from '../../src/graphql/prepare.ts';
import { AppError } from '../../src/shared/app-error.ts';
import type { Context } from '../../src/shared/context.ts';
import { events, typeDefs } from '../realtime/notes.ts';

const schema = buildSchema({ typeDefs: [typeDefs], resolvers: [], events });
const doorOf = (options: Partial<DoorOptions> = {}) => createDoor({ schema, introspection: true, ...options });

const ctx = { actor: { kind: 'STRANGER' } } as Context;

const prepared = async (request: GraphRequest | string, door = doorOf(), transport: Transport = 'websocket'): Promise<Prepared> => {
  const result = await prepare(door, typeof request === 'string' ? { query: request } : request, { transport, ctx });
  if ('errors' in result) throw new Error(result.errors.join('\n'));
  return result;
};
const refused = async (request: GraphRequest | string, door = doorOf(), transport: Transport = 'websocket') => {
  const result = await prepare(door, typeof request === 'string' ? { query: request } : request, { transport, ctx });
  if (!('errors' in result)) throw new Error('It was let in.');
  return result.errors.map(({ message, originalError }) => ({ code: originalError instanceof AppError ? originalError.code : null, message }));
};
const planOf = async (query: string, variables: Record<string, unknown> = {}) => (await prepared({ query, variables })).plan as SubscriptionPlan;

describe('prepare', () => {
  it('parses and validates a text once, however often it comes', async () => {
    const door = doorOf();
    const first = await prepared('{ hello }', door);
    expect((await prepared('{ hello }', door)).document).toBe(first.document);
    expect(door.documents.size).toBe(1);
  });

  it('keeps a bounded number of texts, and no text that was refused', async () => {
    const door = doorOf({ limits: { cachedDocuments: 3 } });
    for (let n = 0; n < 9; n += 1) await prepared(`{ a${String(n)}: hello }`, door);
    await refused('{ nothingLikeIt }', door);
    expect(door.documents.size).toBe(3);
  });

  it('keeps less of long texts', async () => {
    const door = doorOf({ limits: { cachedBytes: 2_500 } });
    for (let n = 0; n < 5; n += 1) await prepared(`{ a${String(n)}: hello } #${'x'.repeat(1_000)}`, door);
    expect(door.documents.size).toBe(2);
  });

  it('runs the named one of several operations', async () => {
    const query = 'query A { hello } mutation B { addNote(text: "x") }';
    expect((await prepared({ query, operationName: 'B' })).plan).toEqual({ kind: 'mutation' });
    expect(await refused(query)).toEqual([{ code: 'GRAPHQL_VALIDATION_FAILED', message: 'The document has several operations: say in operationName which one to run.' }]);
    expect(await refused({ query, operationName: 'C' })).toEqual([{ code: 'GRAPHQL_VALIDATION_FAILED', message: 'The document has no operation named "C".' }]);
  });

  it('asks the guards of all transports in their order, and the first refusal counts', async () => {
    const seen: [number, GuardedOperation][] = [];
    const guards = [1, 2].map((n) => async (operation: GuardedOperation) => {
      seen.push([n, operation]);
      if (n === 2) throw new AppError('OPERATION_TOO_COMPLEX', 'Too much.');
    });
    const door = doorOf({ guards });
    expect(await refused({ query: 'query ($n: Int = 7) { sized(n: $n) }' }, door, 'http')).toEqual([{ code: 'OPERATION_TOO_COMPLEX', message: 'Too much.' }]);
    expect(seen.map(([n, { transport, variables, ctx: own }]) => [n, transport, variables, own])).toEqual([[1, 'http', { n: 7 }, ctx], [2, 'http', { n: 7 }, ctx]]);
  });

  it('lets subscriptions in by stream only', async () => {
    expect(await refused('subscription { noteAdded { text } }', doorOf(), 'http')).toEqual([expect.objectContaining({ code: 'SUBSCRIPTION_NEEDS_STREAM' })]);
    for (const transport of ['websocket', 'multipart', 'sse'] as const) await prepared('subscription { noteAdded { text } }', doorOf(), transport);
  });

  it.each([
    ['two fields', 'subscription { noteAdded { text } noteMoved { text } }'],
    ['two fields through fragments', 'subscription { ...F noteAdded { text } } fragment F on Subscription { noteMoved { text } }'],
    ['the same field twice under two names', 'subscription { a: noteAdded { text } b: noteAdded { text } }'],
    ['an introspection field', 'subscription { __typename }'],
    ['@include at the root', 'subscription { noteAdded @include(if: false) { text } }'],
    ['@skip of a variable', 'subscription ($s: Boolean!) { noteAdded @skip(if: $s) { text } noteMoved @include(if: $s) { text } }'],
    ['@skip around the root', 'subscription { ... @skip(if: true) { noteAdded { text } } }'],
    ['@skip inside of a fragment', 'subscription { ...F } fragment F on Subscription { noteAdded @skip(if: true) { text } }'],
  ])('refuses a subscription with %s', async (_name, query) => {
    const errors = await refused({ query, variables: { s: true } });
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
  });

  it('refuses rather than breaks on documents that go round in circles', async () => {
    const errors = await refused('subscription { ...A } fragment A on Subscription { ...B } fragment B on Subscription { ...A }');
    expect(errors[0]?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('hands on errors that graphql-js can print', async () => {
    const result = await prepare(doorOf(), { query: '{ hello' }, { transport: 'http', ctx });
    expect('errors' in result && result.errors[0]).toBeInstanceOf(GraphQLError);
    expect('errors' in result && result.errors[0]?.locations).toEqual([{ line: 1, column: 8 }]);
  });
});

describe('the plan of a subscription', () => {
  it('names the root field and its arguments, through fragments and aliases', async () => {
    const plan = await planOf('subscription ($b: ID) { ...F } fragment F on Subscription { ... on Subscription { x: noteAdded(board: $b, after: "e:1") { text } } }', { b: 'a' });
    expect(plan).toEqual({ kind: 'subscription', field: 'noteAdded', args: { board: 'a' }, after: 'e:1', isPersonal: false, key: expect.any(String) as string });
  });

  it('has one key for what is answered the same: white space, comments and the cursor make no difference', async () => {
    const one = await planOf('subscription ($after: Cursor) { noteAdded(after: $after) { text } }', { after: 'e:1' });
    const two = await planOf('subscription($after:Cursor){ noteAdded(after:$after) {\n text # the text\n} }');
    expect(one.key).toBe(two.key);
    expect([one.after, two.after]).toEqual(['e:1', null]);
  });

  it('has another key for another selection, argument, variable or operation name', async () => {
    const keys = await Promise.all([
      planOf('subscription { noteAdded { text } }'),
      planOf('subscription { noteAdded { text board } }'),
      planOf('subscription { noteAdded(board: "a") { text } }'),
      planOf('subscription ($b: ID) { noteAdded(board: $b) { text } }', { b: 'a' }),
      planOf('subscription ($b: ID) { noteAdded(board: $b) { text } }', { b: 'b' }),
      planOf('subscription Named { noteAdded { text } }'),
      planOf('subscription ($t: Boolean!) { noteAdded { text board @skip(if: $t) } }', { t: true }),
      planOf('subscription ($t: Boolean!) { noteAdded { text board @skip(if: $t) } }', { t: false }),
    ]);
    expect(new Set(keys.map(({ key }) => key)).size).toBe(keys.length);
  });
});
