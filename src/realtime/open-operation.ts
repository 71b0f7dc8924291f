import { GraphQLError, type DocumentNode, type ExecutionResult } from 'graphql';
import { countAnswer, type Preparation } from '../graphql/count-answer.ts';
import type { Door } from '../graphql/door.ts';
import { makeContext, type ContextBase } from '../graphql/make-context.ts';
import { keyedContext } from '../graphql/limits/keyed-context.ts';
import { prepare, type GraphRequest, type Prepared, type Way } from '../graphql/prepare.ts';
import { runOperation } from '../graphql/run-operation.ts';
import { badField } from '../shared/app-error.ts';
import type { Context } from '../shared/context.ts';
import { requireTeam } from '../shared/require-team.ts';
import { connectionOf, rememberConnection } from './connection.ts';
import type { Admitted } from './admitted.ts';
import type { Hub, Opening } from './hub.ts';
import type { Peer } from './peer.ts';

export interface OperationParts {
  readonly base: ContextBase;
  readonly door: Door;
  readonly hub: Hub;
}

/** An operation as it came, on whichever stream. */
export interface OperationRequest extends GraphRequest {
  readonly extensions?: Readonly<Record<string, unknown>> | null | undefined;
}

/** An operation that may begin; one of the two is called once. */
export type OpenedOperation = SingleOperation | SubscriptionOperation;

/** A query or a mutation. */
export interface SingleOperation {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly run: () => Promise<ExecutionResult>;
}

export interface SubscriptionOperation extends Opening {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly field: string;
}

/** The context of one operation of a socket. `gone`: aborted when the socket is. */
export const contextOfPeer = (base: ContextBase, peer: Peer, { actor, expiresAt }: Admitted, gone: AbortSignal): Context => {
  const ctx = makeContext(base, { actor, signal: gone, origin: peer.origin });
  rememberConnection(ctx, { sessionId: peer.sessionId, connectedAt: new Date(peer.connectedAt), expiresAt });
  return ctx;
};

/** `extensions.idempotencyKey` is to an operation of a socket what the header Idempotency-Key is to a request. */
const keyed = (ctx: Context, extensions: OperationRequest['extensions']): Context => {
  const own = keyedContext(ctx, extensions?.['idempotencyKey'], 'extensions.idempotencyKey');
  const connection = connectionOf(ctx);
  if (connection) rememberConnection(own, connection);
  return own;
};

/** `extensions.after` beats the argument: a client that replays its first variables has put its last cursor there. */
const beginningOf = (extensions: OperationRequest['extensions'], argument: string | null): { after: string | null; resume: boolean } => {
  const after = extensions?.['after'] ?? argument;
  if (after !== null && typeof after !== 'string') throw badField('extensions.after', 'CURSOR_INVALID', 'extensions.after must be a cursor as it was given, a string.');
  return { after, resume: extensions?.['resume'] === true };
};

const asGraphQLError = (error: unknown): GraphQLError =>
  new GraphQLError('The operation could not be started.', { originalError: error instanceof Error ? error : new Error(String(error)) });

const run = async (door: Door, prepared: Prepared, way: Way): Promise<ExecutionResult> => {
  const result = await runOperation(door.schema, prepared, way.ctx);
  countAnswer(door, way, prepared, result.errors);
  return result;
};

/**
 * Opens an operation of any kind. A subscription's stream is opened here already, so that whatever stands in its way
 * is an `error` message and not a result.
 * @returns the operation, or the errors that refuse it
 */
export const openOperation = async ({ door, hub }: OperationParts, way: Way, request: OperationRequest): Promise<OpenedOperation | readonly GraphQLError[]> => {
  let preparation: Preparation = null;
  const refuse = (errors: readonly GraphQLError[]) => {
    countAnswer(door, way, preparation, errors);
    return errors;
  };
  try {
    const ctx = keyed(way.ctx, request.extensions);
    const prepared = await prepare(door, request, { ...way, ctx });
    preparation = prepared;
    if ('errors' in prepared) return refuse(prepared.errors);
    const { plan, document } = prepared;
    const operationName = prepared.operation.name?.value;
    if (plan.kind !== 'subscription') return { document, operationName, run: () => run(door, prepared, { ...way, ctx }) };
    const opening = await hub.subscribe(requireTeam(ctx), { prepared, plan, ...beginningOf(request.extensions, plan.after) });
    countAnswer(door, way, prepared);
    return { document, operationName, field: plan.field, ...opening };
  } catch (error) {
    return refuse([asGraphQLError(error)]);
  }
};
