import { getNamedType, isAbstractType, isInterfaceType, isObjectType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { DocumentNode, GraphQLNamedType, GraphQLSchema } from 'graphql';

/** The directive of the schema that marks fields whose value depends on who asks. */
const PERSONAL = 'personal';

const known = new WeakMap<DocumentNode, boolean>();

const isMarked = (type: GraphQLNamedType, field: string): boolean =>
  (isObjectType(type) || isInterfaceType(type)) && (type.getFields()[field]?.astNode?.directives?.some(({ name }) => name.value === PERSONAL) ?? false);

/** Of an interface or a union also what any of its types says. */
const isMarkedAnywhere = (schema: GraphQLSchema, type: GraphQLNamedType, field: string): boolean =>
  isMarked(type, field) || (isAbstractType(type) && schema.getPossibleTypes(type).some((possible) => isMarked(possible, field)));

const find = (schema: GraphQLSchema, document: DocumentNode): boolean => {
  const types = new TypeInfo(schema);
  let found = false;
  visit(document, visitWithTypeInfo(types, {
    Field: ({ name }) => {
      const parent = types.getParentType();
      if (parent) found ||= isMarkedAnywhere(schema, getNamedType(parent), name.value);
    },
  }));
  return found;
};

/** Whether a valid document selects, anywhere, a field that the schema marks with `@personal`. */
export const isPersonal = (schema: GraphQLSchema, document: DocumentNode): boolean => {
  const answer = known.get(document) ?? find(schema, document);
  known.set(document, answer);
  return answer;
};
