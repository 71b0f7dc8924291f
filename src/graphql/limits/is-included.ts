import { Kind, type DirectiveNode, type FieldNode, type SelectionNode } from 'graphql';
import type { GuardedOperation } from '../guards.ts';

/** What costs are found from; the variables are coerced. */
export type CostedOperation = Pick<GuardedOperation, 'document' | 'operation' | 'variables'>;
export type Variables = CostedOperation['variables'];

/** A number or boolean that is given for an argument, also by a variable; null for anything else. */
export const argumentOf = ({ arguments: args = [] }: FieldNode | DirectiveNode, name: string, variables: Variables): unknown => {
  const value = args.find((arg) => arg.name.value === name)?.value;
  if (value?.kind === Kind.VARIABLE) return variables[value.name.value];
  if (value?.kind === Kind.INT) return Number(value.value);
  return value?.kind === Kind.BOOLEAN ? value.value : null;
};

/** Whether @skip and @include let a selection through. */
export const isIncluded = ({ directives = [] }: SelectionNode, variables: Variables): boolean =>
  directives.every((directive) => {
    const condition = argumentOf(directive, 'if', variables);
    return directive.name.value === 'skip' ? condition !== true : directive.name.value !== 'include' || condition !== false;
  });
