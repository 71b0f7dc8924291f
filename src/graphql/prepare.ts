import { getOperationAST, GraphQLError, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { AppError } from '../shared/app-error.ts';
import { coerceVariables, type Variables } from './coerce-variables.ts';
import type { Door } from './door.ts';
import type { GuardedOperation, Transport } from './guards.ts';
import { planOperation, type Plan } from './plan.ts';
import { readDocument } from './read-document.ts';
import { refusal, refusalOf } from './refusal.ts';

/** A request as it came, on whichever transport. */
export interface GraphRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Variables | null | undefined;
}

/** An operation that may run. */
export interface Prepared {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** As they came: whoever executes coerces them. */
  readonly variables: Variables;
  readonly plan: Plan;
}

export interface Refused {
  /** Each wraps an AppError; `formatError` turns them into what the caller sees. */
  readonly errors: readonly GraphQLError[];
}

const unknownOperation = (name: string | null | undefined): Refused => {
  const message = name == null ? 'The document has several operations: say in operationName which one to run.' : `The document has no operation named "${name}".`;
  return { errors: [refusal('GRAPHQL_VALIDATION_FAILED', new GraphQLError(message))] };
};

const firstRefusal = async (door: Door, operation: GuardedOperation): Promise<Refused | null> => {
  for (const guard of door.guards) {
    try {
      await guard(operation);
    } catch (error) {
      if (error instanceof AppError) return { errors: [refusalOf(error)] };
      throw error;
    }
  }
  return null;
};

/**
 * The one way in, for every transport: parse, validate, coerce the variables, guard, plan. Nothing runs that did not
 * pass here, so whatever limits one transport limits all of them.
 */
export const prepare = async (door: Door, request: GraphRequest, transport: Transport): Promise<Prepared | Refused> => {
  const read = readDocument(door, request.query);
  if ('errors' in read) return read;
  const { document } = read;
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return unknownOperation(request.operationName);
  const given = request.variables ?? {};
  const coerced = coerceVariables(door, operation, given);
  if ('errors' in coerced) return coerced;
  const { variables } = coerced;
  const refused = await firstRefusal(door, { transport, document, operation, variables });
  if (refused) return refused;
  const plan = planOperation(door, { read, operation, variables });
  return 'errors' in plan ? plan : { document, operation, variables: given, plan };
};
