import { Kind, OperationTypeNode, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { costModel } from './cost-model.ts';
import { fragmentsOf } from './fragments-of.ts';
import { introspectionFields } from './introspection-fields.ts';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/**
 * The objects that an answer can have under each of its keys, so that the objects inside of a JSON value are not taken
 * for some. Read only as far as the answer goes: a whole document can hold exponentially many.
 */
class Shape {
  readonly #fragments: Fragments;
  readonly #sets: SelectionSetNode[] = [];
  #children: Map<string, Shape | 'introspection'> | undefined;

  constructor(fragments: Fragments) {
    this.#fragments = fragments;
  }

  add(set: SelectionSetNode): void {
    this.#sets.push(set);
  }

  /** What lies under a key; undefined for a value without selections. */
  get(key: string): Shape | 'introspection' | undefined {
    return (this.#children ??= this.#read()).get(key);
  }

  #read(): Map<string, Shape | 'introspection'> {
    const children = new Map<string, Shape | 'introspection'>();
    const seen = new Set<string>();
    const read = ({ selections }: SelectionSetNode) => {
      for (const selection of selections) {
        if (selection.kind === Kind.INLINE_FRAGMENT) read(selection.selectionSet);
        else if (selection.kind === Kind.FIELD) {
          const key = (selection.alias ?? selection.name).value;
          const child = children.get(key) ?? (introspectionFields.has(selection.name.value) ? 'introspection' : new Shape(this.#fragments));
          if (!selection.selectionSet) continue;
          if (child !== 'introspection') child.add(selection.selectionSet);
          children.set(key, child);
        } else if (!seen.has(selection.name.value)) {
          seen.add(selection.name.value);
          const fragment = this.#fragments.get(selection.name.value);
          if (fragment) read(fragment.selectionSet);
        }
      }
    };
    this.#sets.forEach(read);
    return children;
  }
}

const costOfValue = (value: unknown, shape: Shape | 'introspection'): number => {
  if (typeof value !== 'object' || value === null) return 0;
  if (shape === 'introspection') return costModel.introspection;
  if (Array.isArray(value)) return value.reduce((all: number, item) => all + costOfValue(item, shape), 0);
  return costModel.object + costOfFields(value as Answered, shape);
};

type Answered = Readonly<Record<string, unknown>>;

const costOfFields = (data: Answered, shape: Shape): number =>
  Object.entries(data).reduce((all, [key, value]) => {
    const inner = shape.get(key);
    return inner === undefined ? all : all + costOfValue(value, inner);
  }, 0);

/** What an operation has cost, in points: the objects that it was answered with, and its writes. */
export const actualCostOf = (document: DocumentNode, operation: OperationDefinitionNode, data: Answered | null | undefined): number => {
  if (data == null) return costModel.least;
  const shape = new Shape(fragmentsOf(document));
  shape.add(operation.selectionSet);
  const writes = operation.operation === OperationTypeNode.MUTATION ? Object.keys(data).length * costModel.mutation : 0;
  return Math.max(costOfFields(data, shape) + writes, costModel.least);
};
