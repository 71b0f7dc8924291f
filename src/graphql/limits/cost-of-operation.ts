import {
  getNamedType, getNullableType, isAbstractType, isCompositeType, isInterfaceType, isListType, isObjectType, Kind, OperationTypeNode,
  type FieldNode, type GraphQLCompositeType, type GraphQLField, type GraphQLSchema, type SelectionSetNode,
} from 'graphql';
import { PAGE_DEFAULT } from '../connection.ts';
import { costModel } from './cost-model.ts';
import { countRootFields } from './count-root-fields.ts';
import { fragmentsOf } from './fragments-of.ts';
import { introspectionFields } from './introspection-fields.ts';
import { argumentOf, isIncluded, type CostedOperation, type Variables } from './is-included.ts';

/** What a selection set is judged by: its type, and the size of the page where that type is a connection. */
interface Place {
  readonly type: GraphQLCompositeType;
  readonly size: number | null;
}

type Field = GraphQLField<unknown, unknown>;

/** What the argument is worth, if it is a size; what is out of range the list itself refuses. */
const sizeArgument = (field: Field, node: FieldNode, name: string, variables: Variables): number | null => {
  const value = argumentOf(node, name, variables) ?? field.args.find((arg) => arg.name === name)?.defaultValue;
  return typeof value === 'number' ? Math.max(value, 0) : null;
};

/** The larger one where a schema has a default for one end and the caller asks for the other. */
const pageSize = (field: Field, node: FieldNode, variables: Variables): number => {
  const sizes = ['first', 'last'].map((name) => sizeArgument(field, node, name, variables)).filter((size) => size !== null);
  return sizes.length === 0 ? PAGE_DEFAULT : Math.max(...sizes);
};

const isConnection = (type: GraphQLCompositeType): boolean =>
  isObjectType(type) && 'pageInfo' in type.getFields() && ('nodes' in type.getFields() || 'edges' in type.getFields());

const fieldOf = (type: GraphQLCompositeType, name: string): Field | undefined =>
  isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;

/** How the costs of a document's selections follow from each other; what a fragment costs is found once per place. */
const costReader = (schema: GraphQLSchema, { document, variables }: CostedOperation) => {
  const fragments = fragmentsOf(document);
  const found = new Map<string, number>();

  const ofField = ({ type, size }: Place, node: FieldNode): number => {
    if (introspectionFields.has(node.name.value)) return costModel.introspection;
    const field = fieldOf(type, node.name.value);
    const inner = field && getNamedType(field.type);
    if (!field || !node.selectionSet || !isCompositeType(inner)) return 0;
    const page = isConnection(inner) ? pageSize(field, node, variables) : null;
    const one = costModel.object + ofSelections({ type: inner, size: page }, node.selectionSet);
    return isListType(getNullableType(field.type)) ? (size ?? costModel.listSize) * one : one;
  };

  const ofFragment = (name: string, place: Place): number => {
    const fragment = fragments.get(name);
    const key = `${name} ${String(place.size)}`;
    const cost = found.get(key) ?? (fragment ? ofSelections(place, fragment.selectionSet) : 0);
    found.set(key, cost);
    return cost;
  };

  /** Of parts that exclude each other, such as `... on Lead` and `... on Form`, only the dearest can be answered. */
  const together = (type: GraphQLCompositeType, parts: readonly { on: GraphQLCompositeType; cost: number }[]): number => {
    const total = (some: typeof parts) => some.reduce((all, { cost }) => all + cost, 0);
    if (parts.length === 0 || !isAbstractType(type)) return total(parts);
    const costs = schema.getPossibleTypes(type).map((concrete) => total(parts.filter(({ on }) => on === concrete || (isAbstractType(on) && schema.isSubType(on, concrete)))));
    return costs.reduce((most, cost) => Math.max(most, cost), 0);
  };

  const ofSelections = (place: Place, { selections }: SelectionSetNode): number => {
    const parts: { on: GraphQLCompositeType; cost: number }[] = [];
    let cost = 0;
    for (const selection of selections.filter((one) => isIncluded(one, variables))) {
      if (selection.kind === Kind.FIELD) {
        cost += ofField(place, selection);
        continue;
      }
      const name = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)?.typeCondition : selection.typeCondition;
      const on = name ? schema.getType(name.name.value) : place.type;
      if (!isCompositeType(on)) continue;
      const inside = { type: on, size: place.size };
      parts.push({ on, cost: selection.kind === Kind.FRAGMENT_SPREAD ? ofFragment(selection.name.value, inside) : ofSelections(inside, selection.selectionSet) });
    }
    return cost + together(place.type, parts);
  };
  return ofSelections;
};

/**
 * What a valid operation may cost at most, in points, before it has run: linear in the document, however its fragments
 * nest. What is written twice counts twice, and is given back when it was answered once.
 */
export const costOfOperation = (schema: GraphQLSchema, costed: CostedOperation): number => {
  const { operation } = costed;
  const root = schema.getRootType(operation.operation);
  if (!root) return costModel.least;
  const writes = operation.operation === OperationTypeNode.MUTATION ? countRootFields(costed) * costModel.mutation : 0;
  return Math.max(costReader(schema, costed)({ type: root, size: null }, operation.selectionSet) + writes, costModel.least);
};
