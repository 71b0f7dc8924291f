import { GraphQLError, Kind, OperationTypeNode, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** Every directive that could take the root field away, also inside of fragments. */
const conditionsIn = (context: ValidationContext, selections: SelectionSetNode, seen: Set<string>): GraphQLError[] =>
  selections.selections.flatMap((selection) => {
    const own = (selection.directives ?? []).filter(({ name }) => name.value === 'skip' || name.value === 'include');
    const errors = own.map((node) => new GraphQLError(`The root field of a subscription cannot depend on @${node.name.value}.`, { nodes: node }));
    if (selection.kind === Kind.INLINE_FRAGMENT) return [...errors, ...conditionsIn(context, selection.selectionSet, seen)];
    if (selection.kind === Kind.FIELD || seen.has(selection.name.value)) return errors;
    seen.add(selection.name.value);
    const fragment = context.getFragment(selection.name.value);
    return fragment ? [...errors, ...conditionsIn(context, fragment.selectionSet, seen)] : errors;
  });

/** A subscription has one root field, always the same (GraphQL specification, "Single Root Field"): no @skip, no @include. */
export const PlainSubscriptionRootRule = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition: (operation) => {
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) return;
    for (const error of conditionsIn(context, operation.selectionSet, new Set())) context.reportError(error);
  },
});
