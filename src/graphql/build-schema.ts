import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { buildASTSchema, parse, type GraphQLSchema } from 'graphql';
import type { EventDefinition } from '../events/define-event.ts';
import type { LoggedEvent } from '../events/logged-event.ts';
import type { Resolvers } from './generated/schema.ts';
import { nodeTypeOf } from './node-types.ts';
import { scalars } from './scalars.ts';

/** The text of all `*.graphql` files of a folder and the folders in it, in the order of their names. */
export const readTypeDefs = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));

export interface SchemaParts {
  /** SDL documents; together they are the whole schema. */
  typeDefs: readonly string[];
  /** One map per feature; a field may be resolved in one place only. */
  resolvers: readonly Resolvers[];
  /** All kinds of events, by which `Event` finds its type. */
  events: readonly EventDefinition[];
}

/** Resolvers that follow from the definitions; those of types that this schema does not have are left out. */
const derivedResolvers = (typeDefs: readonly string[], events: readonly EventDefinition[]) => {
  const types = buildASTSchema(parse(typeDefs.join('\n')), { assumeValidSDL: true }).getTypeMap();
  const typeNames = new Map(events.map(({ kind, typeName }) => [kind, typeName]));
  const derived = {
    ...scalars,
    Event: { __resolveType: ({ kind }: LoggedEvent) => typeNames.get(kind) },
    Node: { __resolveType: ({ id }: { id: string }) => nodeTypeOf(id) },
  };
  return Object.fromEntries(Object.entries(derived).filter(([name]) => name in types));
};

/**
 * SDL and resolvers of all features as one executable schema, with scalars, and with the types of events and nodes
 * found by kind and by id.
 * @throws Error for resolvers that the SDL does not know, and for a schema that is not valid
 */
export const buildSchema = ({ typeDefs, resolvers, events }: SchemaParts): GraphQLSchema =>
  makeExecutableSchema({ typeDefs: [...typeDefs], resolvers: [derivedResolvers(typeDefs, events), ...resolvers] });
