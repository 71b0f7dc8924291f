import { coerceInputValue, getVariableValues, GraphQLError, isInputType, typeFromAST, type OperationDefinitionNode } from 'graphql';
import type { ErrorDetail } from '../shared/app-error.ts';
import type { Door } from './door.ts';
import { refusal } from './refusal.ts';

/** Messages of scalars repeat the value, which may be a megabyte. */
const MESSAGE_MAX = 300;

export type Variables = Readonly<Record<string, unknown>>;

const shorten = (message: string) => (message.length > MESSAGE_MAX ? `${message.slice(0, MESSAGE_MAX)}…` : message);

type Path = readonly (string | number)[];

/** `fields[2].name`, as verbs name fields too: seen from the input, whatever the client calls its variable. */
const pathOf = (path: Path) => path.reduce<string>((text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text && '.'}${key}`), '');

/** graphql-js reports a missing or unknown field at the object around it, and names it in the message only. */
const namedField = /^Field "(\w+)" (?:(of required type)|is not defined)/;

const faultOf = (name: string, path: Path, { message }: GraphQLError): ErrorDetail => {
  const [, field, missing] = namedField.exec(message) ?? [];
  const isMissing = missing !== undefined || message.startsWith('Expected non-nullable type');
  const code = isMissing ? 'REQUIRED' : field === undefined ? 'INVALID' : 'UNKNOWN';
  return { field: pathOf(field === undefined ? path : [...path, field]) || name, code, message: shorten(message) };
};

/** Field by field what is wrong. Unlike the messages of graphql-js it never repeats a whole input, which may hold a password. */
const faultsOf = ({ schema, limits, hideSuggestions }: Door, operation: OperationDefinitionNode, given: Variables): ErrorDetail[] => {
  const faults: ErrorDetail[] = [];
  for (const { variable, type: typeNode, defaultValue } of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, typeNode);
    const name = variable.name.value;
    if (!isInputType(type) || (!Object.hasOwn(given, name) && defaultValue !== undefined)) continue;
    const add = (path: Path, _value: unknown, error: GraphQLError) => {
      if (faults.length < limits.errors) faults.push(faultOf(name, path, error));
    };
    coerceInputValue(given[name], type, add, hideSuggestions);
  }
  return faults;
};

/** The variables as the schema has them, or one refusal (BAD_USER_INPUT) that names every faulty field. */
export const coerceVariables = (
  door: Door,
  operation: OperationDefinitionNode,
  given: Variables,
): { variables: Variables } | { errors: readonly GraphQLError[] } => {
  const definitions = operation.variableDefinitions ?? [];
  const { coerced, errors } = getVariableValues(door.schema, definitions, given, { maxErrors: door.limits.errors, hideSuggestions: door.hideSuggestions });
  if (coerced) return { variables: coerced };
  const details = faultsOf(door, operation, given);
  const message = details.map(({ field, message: text }) => `${field}: ${text}`).join('; ') || errors.map(({ message: text }) => shorten(text)).join('; ');
  const nodes = [...new Set(errors.flatMap((error) => error.nodes ?? []))];
  return { errors: [refusal('BAD_USER_INPUT', new GraphQLError(message, { nodes }), details)] };
};
