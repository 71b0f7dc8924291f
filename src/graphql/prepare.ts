import { getOperationAST, GraphQLError, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { AppError } from '../shared/app-error.ts';
import type { Context } from '../shared/context.ts';
import type { Balance } from '../limits/budgets.ts';
import { coerceVariables, type Variables } from './coerce-variables.ts';
import type { DocumentRequest } from './documents/read-reference.ts';
import { resolveDocument, type ResolvedDocument } from './documents/resolve-document.ts';
import type { Door } from './door.ts';
import type { GuardedOperation, Transport } from './guards.ts';
import { costOfOperation } from './limits/cost-of-operation.ts';
import type { Charge } from './limits/create-meter.ts';
import { planOperation, type Plan } from './plan.ts';
import { readDocument } from './read-document.ts';
import { refusal, refusalOf } from './refusal.ts';

/** A request as it came, on whichever transport: with its document, or with the name of one. */
export interface GraphRequest extends DocumentRequest {
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
  /** What was paid for it; null where operations cost nothing. Whoever runs it settles it, but for subscriptions. */
  readonly charge: Charge | null;
}

export interface Refused {
  /** Each wraps an AppError; `formatError` turns them into what the caller sees. */
  readonly errors: readonly GraphQLError[];
  /** The caller's budget, where it is the reason. */
  readonly balance?: Balance;
  /** There was no operation to refuse: the request does not say which. */
  readonly malformed?: true;
}

/** Who asks, and how. */
export interface Way {
  readonly transport: Transport;
  readonly ctx: Context;
}

const unknownOperation = (name: string | null | undefined): Refused => {
  const message = name == null ? 'The document has several operations: say in operationName which one to run.' : `The document has no operation named "${name}".`;
  return { errors: [refusal('GRAPHQL_VALIDATION_FAILED', new GraphQLError(message))] };
};

const documentOf = async ({ persisted }: Door, request: DocumentRequest): Promise<ResolvedDocument | Refused> => {
  try {
    return await resolveDocument(persisted, request);
  } catch (error) {
    if (error instanceof AppError) return { errors: [refusalOf(error)], malformed: true };
    throw error;
  }
};

const lazily = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => (made ??= make());
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
 * The one way in, for every transport: find the document, parse, validate, coerce the variables, guard, plan, pay.
 * Nothing runs that did not pass here, so whatever limits one transport limits all of them.
 */
export const prepare = async (door: Door, request: GraphRequest, { transport, ctx }: Way): Promise<Prepared | Refused> => {
  const source = await documentOf(door, request);
  if ('errors' in source) return source;
  const read = readDocument(door, source.text);
  if ('errors' in read) return read;
  const { document } = read;
  const operation = getOperationAST(document, request.operationName);
  if (!operation) return unknownOperation(request.operationName);
  const given = request.variables ?? {};
  const coerced = coerceVariables(door, operation, given);
  if ('errors' in coerced) return coerced;
  const { variables } = coerced;
  const cost = lazily(() => costOfOperation(door.schema, { document, operation, variables }));
  const guarded = { ctx, transport, document, operation, variables, cost };
  const refused = await firstRefusal(door, guarded);
  if (refused) return refused;
  const plan = planOperation(door, { read, operation, variables });
  if ('errors' in plan) return plan;
  const charge = (await door.meter?.(guarded)) ?? null;
  if (charge !== null && 'error' in charge) return { errors: [refusalOf(charge.error)], balance: charge.balance };
  // Only now: what is kept for all was valid, allowed and paid for.
  await source.keep();
  return { document, operation, variables: given, plan, charge };
};
