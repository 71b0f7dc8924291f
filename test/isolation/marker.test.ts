import { join } from 'node:path';
import fc from 'fast-check';
import { buildASTSchema, getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, parse, type GraphQLField, type GraphQLInputType } from 'graphql';
import { readTypeDefs } from '../../src/graphql/build-schema.ts';
import { until } from '../support/until.ts';
import { createWorld, type World } from './callers.ts';
import { fillTeam, type Filled } from './fill-team.ts';
import { everythingOf } from './selection.ts';

const PATIENCE_MS = 120_000;
const RUNS = 250;
const MARKER = 'Zq7xMarker';
const leaks = (value: unknown): boolean => JSON.stringify([value]).toLowerCase().includes(MARKER.toLowerCase());

/** What would end the session that asks, or begins another: they are tried in access.test.ts. */
const left = new Set(['signOut', 'signOutEverywhere', 'signUp', 'signIn', 'refreshSession', 'acceptInvitation', 'resetPassword', 'requestPasswordReset']);

const schema = buildASTSchema(parse(readTypeDefs(join(import.meta.dirname, '../../schema')).join('\n')));

/** Values of a type, with whatever of the other team fits: its ids, its cursors. */
const valuesOf = (type: GraphQLInputType, theirs: Filled): fc.Arbitrary<unknown> => {
  if (isNonNullType(type)) return valuesOf(type.ofType, theirs);
  if (isListType(type)) return fc.array(valuesOf(type.ofType, theirs), { minLength: 1, maxLength: 3 });
  if (isEnumType(type)) return fc.constantFrom(...type.getValues().map(({ name }) => name));
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const required = fields.filter(({ type: inner }) => isNonNullType(inner)).map(({ name }) => name);
    const record = fc.record(Object.fromEntries(fields.map(({ name, type: inner }) => [name, valuesOf(inner, theirs)])), { requiredKeys: required });
    return type.isOneOf ? fc.constantFrom(...fields).chain(({ name, type: inner }) => fc.record({ [name]: valuesOf(inner, theirs) })) : record;
  }
  switch (type.name) {
    case 'ID': return fc.constantFrom(...theirs.ids);
    case 'Cursor': return fc.constantFrom(...theirs.cursors);
    case 'Int': return fc.integer({ min: 1, max: 20 });
    case 'Boolean': return fc.boolean();
    case 'DateTime': return fc.constant('2030-01-01T00:00:00Z');
    case 'EmailAddress': return fc.constantFrom('ada@example.com', 'guest@example.com');
    case 'PhoneNumber': return fc.constant('+4930901820');
    case 'URL': return fc.constant('http://127.0.0.1/');
    case 'JSON': case 'JSONObject': return fc.constant({});
    default: return fc.constantFrom(...theirs.ids, ...theirs.cursors, 'leads:read', 'x');
  }
};

type Root = GraphQLField<unknown, unknown>;

const documentOf = (operation: 'query' | 'mutation' | 'subscription', { name, args, type }: Root): string => {
  const given = args.length === 0 ? '' : `(${args.map((arg) => `${arg.name}: $${arg.name}`).join(', ')})`;
  const declared = args.length === 0 ? '' : `(${args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ')})`;
  return `${operation} ${declared} { ${name}${given} ${everythingOf(schema, getNamedType(type))} }`;
};

const variablesOf = ({ args }: Root, theirs: Filled) =>
  fc.record(Object.fromEntries(args.map((arg) => [arg.name, valuesOf(arg.type, theirs)])), { requiredKeys: args.filter(({ type }) => isNonNullType(type)).map(({ name }) => name) });

let world: World;
let theirs: Filled;
beforeAll(async () => {
  world = await createWorld({ QUERY_MAX_COST: '10000000', QUERY_MAX_DEPTH: '50', QUERY_MAX_ALIASES: '100000' });
  await world.app.connectHubspot(world.foreigner.token);
  await fillTeam(world, world.owner, '');
}, PATIENCE_MS);
afterAll(() => world.stop());

describe('a marker in every string of another team', () => {
  it('[A4] is in nothing that this team can ever receive: answers, errors, lists, events', async () => {
    const { app, owner, foreigner } = world;
    const subscriptions = Object.values(schema.getSubscriptionType()!.getFields());
    // Everything is followed from before the other team does anything.
    const streams = await Promise.all(subscriptions.map((field) => app.subscribe(owner.token, documentOf('subscription', field))));
    const control = await app.subscribe(foreigner.token, documentOf('subscription', schema.getSubscriptionType()!.getFields()['leadUpdated']!));
    theirs = await fillTeam(world, foreigner, MARKER);
    await until('the other team has seen its own', () => control.events.some(leaks));

    const roots = [
      ...Object.values(schema.getQueryType()!.getFields()).map((field) => ['query', field] as const),
      ...Object.values(schema.getMutationType()!.getFields()).filter(({ name }) => !left.has(name)).map((field) => ['mutation', field] as const),
    ];
    // The same questions show the marker to the team whose it is: the test can fail.
    const own = await app.graphql(documentOf('query', schema.getQueryType()!.getFields()['leads']!), {}, foreigner.token);
    expect(leaks(own.data)).toBe(true);

    const asked = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...roots).chain(([operation, field]) => fc.record({ operation: fc.constant(operation), field: fc.constant(field), variables: variablesOf(field, theirs) })), async ({ operation, field, variables }) => {
        asked.add(field.name);
        const answer = await app.graphql(documentOf(operation, field), variables, owner.token);
        expect(answer.errors.map(({ extensions }) => extensions.code as string)).not.toContain('INTERNAL_SERVER_ERROR');
        expect({ field: field.name, variables, leaks: leaks(answer) }).toEqual({ field: field.name, variables, leaks: false });
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(asked.size).toBeGreaterThan(roots.length / 2);

    // Streams that begin at places and things of the other team.
    for (const field of subscriptions)
      for (const variables of fc.sample(variablesOf(field, theirs), 5)) {
        const stream = await app.subscribe(owner.token, documentOf('subscription', field), { variables });
        expect({ field: field.name, variables, leaks: leaks([stream.results, stream.error()]) }).toEqual({ field: field.name, variables, leaks: false });
        stream.stop();
      }
    // What happens last has passed everyone before it is looked at.
    await app.ask('mutation { createLead(input: { name: "last" }) { cursor } }', {}, foreigner.token);
    const last = await app.ask('mutation { createLead(input: { name: "last" }) { lead { id } } }', {}, owner.token);
    const leadStream = streams[subscriptions.findIndex(({ name }) => name === 'leadUpdated')];
    expect(streams.map((stream) => [stream.error(), stream.completed()])).toEqual(streams.map(() => [undefined, false]));
    await until('the last event has arrived', () => leadStream?.results.some(({ data }) => JSON.stringify(data).includes(last.createLead.lead.id as string)));
    for (const stream of streams) expect(leaks([stream.results, stream.error()])).toBe(false);
  }, PATIENCE_MS);

  it('[A4] cannot be told from what never was: the same words for ids of another team and for none', async () => {
    const { app, owner } = world;
    const shape = ({ data, errors, status }: Awaited<ReturnType<typeof app.graphql>>) => ({ data, status, errors: errors.map(({ message, extensions }) => [message, extensions.code as string]) });
    for (const id of theirs.ids.filter((known) => /^[a-z]+_[0-9a-z]{26}$/.test(known))) {
      const absent = `${id.split('_')[0]!}_00000000000000000000000000`;
      const [foreign, none] = [await app.graphql('query ($id: ID!) { node(id: $id) { id } }', { id }, owner.token), await app.graphql('query ($id: ID!) { node(id: $id) { id } }', { id: absent }, owner.token)];
      expect({ id, ...shape(foreign) }).toEqual({ id, ...shape(none) });
      expect(foreign.errors[0]?.extensions.code).toBe('NOT_FOUND');
    }
  }, PATIENCE_MS);
});
