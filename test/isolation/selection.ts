import { getNamedType, isAbstractType, isLeafType, isNonNullType, isObjectType, type GraphQLField, type GraphQLNamedType, type GraphQLSchema } from 'graphql';

/** Objects in objects that are looked into. */
const DEPTH = 4;

const hasRequiredArguments = ({ args }: GraphQLField<unknown, unknown>): boolean => args.some(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined);

/** Everything that can be asked of a type without arguments, as text: `{ id owner { id name } … }`. */
export const everythingOf = (schema: GraphQLSchema, type: GraphQLNamedType, depth = DEPTH): string => {
  if (isAbstractType(type)) {
    const inner = schema.getPossibleTypes(type).map((possible) => `... on ${possible.name} ${everythingOf(schema, possible, depth)}`);
    return `{ __typename ${inner.join(' ')} }`;
  }
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const named = getNamedType(field.type);
    if (hasRequiredArguments(field)) return [];
    // Aliased by type: members of a union may have fields of one name and different types.
    const name = `${type.name}_${field.name}: ${field.name}`;
    if (isLeafType(named)) return [name];
    return depth === 0 ? [] : [`${name} ${everythingOf(schema, named, depth - 1)}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
};
