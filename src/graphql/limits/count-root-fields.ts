import { Kind, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from './fragments-of.ts';
import { isIncluded, type CostedOperation } from './is-included.ts';

/** Root fields as they would run: through fragments, without what is skipped. */
export const countRootFields = ({ document, operation, variables }: CostedOperation): number => {
  const fragments = fragmentsOf(document);
  const found = new Map<string, number>();
  const ofFragment = (name: string): number => {
    const fragment = fragments.get(name);
    const inside = found.get(name) ?? (fragment ? count(fragment.selectionSet) : 0);
    found.set(name, inside);
    return inside;
  };
  const count = ({ selections }: SelectionSetNode): number =>
    selections.filter((one) => isIncluded(one, variables)).reduce((all, selection) => {
      if (selection.kind === Kind.FIELD) return all + (selection.name.value === '__typename' ? 0 : 1);
      return all + (selection.kind === Kind.INLINE_FRAGMENT ? count(selection.selectionSet) : ofFragment(selection.name.value));
    }, 0);
  return count(operation.selectionSet);
};
