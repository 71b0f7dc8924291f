import {
  getNamedType, isEnumType, isInputObjectType, isListType, isNonNullType, TypeInfo, typeFromAST, visit, visitWithTypeInfo,
  type DocumentNode, type GraphQLInputType, type GraphQLSchema, type OperationDefinitionNode,
} from 'graphql';
import type { Variables } from './coerce-variables.ts';

interface Deprecable {
  readonly deprecationReason?: string | null | undefined;
}

const isDeprecated = (element: Deprecable | null | undefined): boolean => element?.deprecationReason != null;

/** What a document names itself. */
const namedIn = (schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> => {
  const found = new Set<string>();
  const info = new TypeInfo(schema);
  visit(document, visitWithTypeInfo(info, {
    Field: () => {
      if (isDeprecated(info.getFieldDef())) found.add(`${info.getParentType()?.name ?? ''}.${info.getFieldDef()?.name ?? ''}`);
    },
    Argument: () => {
      if (isDeprecated(info.getArgument())) found.add(`${info.getParentType()?.name ?? ''}.${info.getFieldDef()?.name ?? ''}(${info.getArgument()?.name ?? ''}:)`);
    },
    ObjectField: ({ name }) => {
      const type = getNamedType(info.getParentInputType());
      if (isInputObjectType(type) && isDeprecated(type.getFields()[name.value])) found.add(`${type.name}.${name.value}`);
    },
    EnumValue: () => {
      if (isDeprecated(info.getEnumValue())) found.add(`${getNamedType(info.getInputType())?.name ?? ''}.${info.getEnumValue()?.name ?? ''}`);
    },
  }));
  return found;
};

/** What the value of a variable names: values of enums, and fields of inputs. */
const namedByValue = function* (type: GraphQLInputType, value: unknown): Generator<string> {
  if (isNonNullType(type)) {
    yield* namedByValue(type.ofType, value);
  } else if (isListType(type)) {
    for (const item of Array.isArray(value) ? value : [value]) yield* namedByValue(type.ofType, item);
  } else if (isEnumType(type)) {
    if (isDeprecated(type.getValue(String(value)))) yield `${type.name}.${String(value)}`;
  } else if (isInputObjectType(type) && typeof value === 'object' && value !== null) {
    for (const [name, field] of Object.entries(type.getFields())) {
      if (!(name in value)) continue;
      if (isDeprecated(field)) yield `${type.name}.${name}`;
      yield* namedByValue(field.type, (value as Variables)[name]);
    }
  }
};

const named = new WeakMap<DocumentNode, ReadonlySet<string>>();

/**
 * The elements of the schema that an operation uses although they are deprecated, each once: fields, arguments, values
 * of enums and fields of inputs, as schema coordinates. The document is looked through once, however often it comes.
 */
export const deprecatedUses = (schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): string[] => {
  const inDocument = named.get(document) ?? namedIn(schema, document);
  named.set(document, inDocument);
  const inVariables = (operation.variableDefinitions ?? []).flatMap(({ variable, type }) => [
    ...namedByValue(typeFromAST(schema, type as never) as GraphQLInputType, variables[variable.name.value]),
  ]);
  return [...new Set([...inDocument, ...inVariables])];
};
