import { Kind, type DocumentNode, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from './fragments-of.ts';
import { introspectionFields } from './introspection-fields.ts';

/** The shape of an operation as it would be executed: what a fragment holds counts wherever it is spread. */
export interface Measure {
  /** Fields within fields; what lies under `__schema` and `__type` does not count. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

const nothing: Measure = { depth: 0, aliases: 0, directives: 0 };

const sum = (a: Measure, b: Measure): Measure => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  directives: a.directives + b.directives,
});

const known = new WeakMap<OperationDefinitionNode, Measure>();

const measure = (document: DocumentNode, operation: OperationDefinitionNode): Measure => {
  const fragments = fragmentsOf(document);
  const measured = new Map<string, Measure>();

  const ofFragment = (name: string): Measure => {
    const found = measured.get(name);
    if (found) return found;
    const fragment = fragments.get(name);
    const inside = fragment ? sum(ofSelections(fragment.selectionSet), { ...nothing, directives: fragment.directives?.length ?? 0 }) : nothing;
    measured.set(name, inside);
    return inside;
  };

  const inside = (selection: SelectionNode): Measure => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSelections(selection.selectionSet);
    const children = selection.selectionSet ? ofSelections(selection.selectionSet) : nothing;
    const depth = introspectionFields.has(selection.name.value) ? 0 : children.depth + 1;
    return { ...children, depth, aliases: children.aliases + (selection.alias ? 1 : 0) };
  };

  const ofSelections = ({ selections }: SelectionSetNode): Measure =>
    selections.reduce((all, selection) => sum(all, sum(inside(selection), { ...nothing, directives: selection.directives?.length ?? 0 })), nothing);

  return sum(ofSelections(operation.selectionSet), { ...nothing, directives: operation.directives?.length ?? 0 });
};

/**
 * Measures an operation of a valid document, in time linear in the document, however its fragments nest; once per
 * operation of a document that is kept.
 */
export const measureOperation = (document: DocumentNode, operation: OperationDefinitionNode): Measure => {
  const found = known.get(operation) ?? measure(document, operation);
  known.set(operation, found);
  return found;
};
