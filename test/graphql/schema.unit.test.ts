import {
  buildASTSchema, getNamedType, graphql, introspectionFromSchema, isInputObjectType, isInterfaceType, isObjectType, parse, specifiedScalarTypes, type GraphQLScalarType,
} from 'graphql';
import { z } from 'zod';
import { defineEvent } from '../../src/events/define-event.ts';
import { buildSchema, readTypeDefs } from '../../src/graphql/build-schema.ts';
import type { Resolvers } from '../../src/graphql/generated/schema.ts';
import { nodeResolvers } from '../../src/graphql/node-resolvers.ts';
import { scalars } from '../../src/graphql/scalars.ts';
import { newId } from '../../src/shared/ids.ts';

/** What introspection tells of any element. */
interface Described {
  name: string;
  description?: string | null | undefined;
  fields?: readonly Described[] | null;
  args?: readonly Described[] | null;
  inputFields?: readonly Described[] | null;
  enumValues?: readonly Described[] | null;
}

const LeadUpdated = defineEvent({ kind: 'lead.updated', version: 1, typeName: 'LeadEvent', payload: z.object({}), visibleTo: () => true });
const typeDefs = readTypeDefs('schema');
const project = buildSchema({ typeDefs, resolvers: [], events: [LeadUpdated] });

describe('the schema of the project', () => {
  it('is built from all files, with our scalars under their own descriptions', () => {
    const written = buildASTSchema(parse(typeDefs.join('\n')));
    for (const name of Object.keys(scalars)) {
      expect(project.getType(name)).toMatchObject({ ...scalars[name] });
      expect(project.getType(name)?.description).toBe(written.getType(name)?.description);
    }
    expect((project.getType('DateTime') as GraphQLScalarType).specifiedByURL).toBe('https://www.rfc-editor.org/rfc/rfc3339');
  });

  it('finds the type of an event by its kind', () => {
    const type = project.getType('Event');
    const resolveType = isInterfaceType(type) ? type.resolveType : undefined;
    const resolve = (kind: string) => resolveType?.({ kind }, {}, undefined as never, undefined as never);
    expect([resolve('lead.updated'), resolve('nobody.knows')]).toEqual(['LeadEvent', undefined]);
  });

  it('[B20] gives every subscription the envelope of events, and a cursor to begin behind', () => {
    const fields = Object.values(project.getSubscriptionType()?.getFields() ?? {});
    expect(fields.length).toBeGreaterThanOrEqual(4);
    for (const { name, type, args } of fields) {
      const event = getNamedType(type);
      expect([name, isObjectType(event) && event.getInterfaces().map((implemented) => implemented.name)]).toEqual([name, ['Event']]);
      expect([name, String(args.find((arg) => arg.name === 'after')?.type)]).toEqual([name, 'Cursor']);
    }
  });

  it('[Part 2: description] describes everything that introspection tells of', () => {
    const { __schema: told } = introspectionFromSchema(project, { inputValueDeprecation: true });
    const ours = told.types.filter(({ name }) => !name.startsWith('__') && !specifiedScalarTypes.some((scalar) => scalar.name === name));
    /** Elements without a description, and those inside of them. */
    const bare = ({ name, description, ...inside }: Described): string[] => [
      ...(description?.trim() ? [] : [name]),
      ...[inside.fields, inside.args, inside.inputFields, inside.enumValues].flatMap((elements) => (elements ?? []).flatMap(bare).map((inner) => `${name}.${inner}`)),
    ];
    expect(ours.length).toBeGreaterThan(50);
    expect([...ours, ...told.directives].flatMap((element) => bare(element))).toEqual([]);
  });

  it('refuses resolvers that the SDL does not know', () => {
    const stray = { Query: { nothingLikeIt: () => null } } as Resolvers;
    expect(() => buildSchema({ typeDefs, resolvers: [stray], events: [] })).toThrow(/nothingLikeIt/);
  });
});

describe('an input with @oneOf', () => {
  const sdl = 'directive @oneOf on INPUT_OBJECT type Query { pick(by: Pick!): String } input Pick @oneOf { id: ID, title: String }';
  const schema = buildSchema({ typeDefs: [sdl], resolvers: [{ Query: { pick: (_: unknown, { by }: { by: unknown }) => JSON.stringify(by) } } as Resolvers], events: [] });
  const pick = (by: object) => graphql({ schema, source: 'query ($by: Pick!) { pick(by: $by) }', variableValues: { by } });

  it('takes exactly one field', async () => {
    const type = schema.getType('Pick');
    expect(isInputObjectType(type) && type.isOneOf).toBe(true);
    expect(await pick({ id: '1' })).toEqual({ data: { pick: '{"id":"1"}' } });
    for (const by of [{}, { id: '1', title: 'x' }, { id: null }]) expect((await pick(by)).errors).toHaveLength(1);
  });
});

describe('node(id)', () => {
  const id = newId('lead');
  const sdl = 'interface Node { id: ID! } type Lead implements Node { id: ID! name: String } type Query { node(id: ID!): Node }';
  const readers = { lead: (_ctx: unknown, wanted: string) => Promise.resolve({ id: wanted, name: 'Ada' } as never) };
  const schema = buildSchema({ typeDefs: [sdl], resolvers: [nodeResolvers(readers)], events: [] });
  const node = (wanted: string) =>
    graphql({ schema, source: 'query ($id: ID!) { node(id: $id) { __typename id ... on Lead { name } } }', variableValues: { id: wanted }, contextValue: { actor: { kind: 'SYSTEM', teamId: 't', job: 'test' } } });

  it('reads by the kind in the id, which also tells the type', async () => {
    expect(await node(id)).toEqual({ data: { node: { __typename: 'Lead', id, name: 'Ada' } } });
  });

  it('finds nothing by an id of a kind that nobody reads, or by no id at all', async () => {
    for (const wanted of [newId('form'), 'lead_x', '__proto__', 'constructor_01h455vb4pex5vsknk084sn02q']) expect((await node(wanted)).errors?.[0]?.message).toBe('Node not found');
  });
});
