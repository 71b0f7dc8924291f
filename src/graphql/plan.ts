import { createHash } from 'node:crypto';
import { getArgumentValues, GraphQLError, Kind, OperationTypeNode, visit } from 'graphql';
import type { FieldNode, FragmentDefinitionNode, OperationDefinitionNode, SelectionSetNode } from 'graphql';
import type { Variables } from './coerce-variables.ts';
import type { Door, ReadDocument } from './door.ts';
import { isPersonal } from './is-personal.ts';
import { refusal } from './refusal.ts';

/** The argument of every subscription that says where to begin; it makes no difference to what is sent. */
const CURSOR_ARGUMENT = 'after';

export interface SubscriptionPlan {
  readonly kind: 'subscription';
  /** Name of the one root field. */
  readonly field: string;
  /** Its arguments, coerced, without the cursor. */
  readonly args: Variables;
  /** Where to begin, as the argument has it. */
  readonly after: string | null;
  /** Equal for operations that answer every event with the same bytes: document, variables without the cursor, name, arguments. */
  readonly key: string;
  /** Some of what is selected depends on the person who asks: it is executed for each one apart. */
  readonly isPersonal: boolean;
}

export type Plan = { readonly kind: 'query' | 'mutation' } | SubscriptionPlan;

/** The root field, wherever fragments hide it; validation has seen to it that there is one. */
const findField = (selections: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): FieldNode | undefined => {
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) return selection;
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    const field = inner && findField(inner.selectionSet, fragments);
    if (field) return field;
  }
  return undefined;
};

/** The variable that only carries the cursor, if there is one: elsewhere it would change what is sent. */
const cursorVariable = ({ document }: ReadDocument, field: FieldNode): string | undefined => {
  const value = field.arguments?.find(({ name }) => name.value === CURSOR_ARGUMENT)?.value;
  if (value?.kind !== Kind.VARIABLE) return undefined;
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => { if (name.value === value.name.value) uses += 1; },
  });
  return uses === 1 ? value.name.value : undefined;
};

/** Parsed, valid, its variables coerced: everything that the plan is made of. */
export interface PlannedOperation {
  readonly read: ReadDocument;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
}

const planSubscription = (door: Door, { read, operation, variables }: PlannedOperation): SubscriptionPlan => {
  const fragments = read.document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const node = findField(operation.selectionSet, new Map(fragments.map((fragment) => [fragment.name.value, fragment])));
  const definition = node && door.schema.getSubscriptionType()?.getFields()[node.name.value];
  if (!node || !definition) throw new Error('A valid subscription has a root field of the schema.');
  const { [CURSOR_ARGUMENT]: after, ...args } = getArgumentValues(definition, node, variables);
  const { [cursorVariable(read, node) ?? '']: _cursor, ...others } = variables;
  const key = createHash('sha256').update(JSON.stringify([read.hash, operation.name?.value ?? null, others, args])).digest('base64url');
  return { kind: 'subscription', field: node.name.value, args, after: typeof after === 'string' ? after : null, key, isPersonal: isPersonal(door.schema, read.document) };
};

/** What kind of operation it is, and for a subscription what the hub must know. */
export const planOperation = (door: Door, planned: PlannedOperation): Plan | { errors: readonly GraphQLError[] } => {
  const kind = planned.operation.operation;
  if (kind !== OperationTypeNode.SUBSCRIPTION) return { kind };
  try {
    return planSubscription(door, planned);
  } catch (error) {
    // Arguments that only the values of variables make wrong.
    if (error instanceof GraphQLError) return { errors: [refusal('BAD_USER_INPUT', error)] };
    throw error;
  }
};
