import type { SubscribePayload } from 'graphql-ws';
import { GraphQLError, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { Door } from '../graphql/door.ts';
import { makeContext, type ContextBase } from '../graphql/make-context.ts';
import { prepare } from '../graphql/prepare.ts';
import { runOperation } from '../graphql/run-operation.ts';
import { badField } from '../shared/app-error.ts';
import type { Context } from '../shared/context.ts';
import { requireTeam } from '../shared/require-team.ts';
import { rememberConnection } from './connection.ts';
import type { Hub } from './hub.ts';
import type { Greeted, Peer } from './peer.ts';

export interface OperationParts {
  readonly base: ContextBase;
  readonly door: Door;
  readonly hub: Hub;
}

/** What graphql-ws hands from `onSubscribe` to `execute` or `subscribe`: ours knows by itself how it starts. */
export interface SocketOperation extends ExecutionArgs {
  readonly start: () => Promise<ExecutionResult | AsyncIterable<ExecutionResult>>;
  /** Called instead of `start` when nobody waits for it any more. */
  readonly discard: () => Promise<unknown>;
}

/** The context of one operation of a socket. */
export const contextOfPeer = (base: ContextBase, peer: Peer, { actor, sessionId, expiresAt }: Greeted, requestId: string): Context => {
  const ctx = makeContext(base, { actor, requestId, signal: peer.gone.signal });
  rememberConnection(ctx, { sessionId, connectedAt: peer.connectedAt, expiresAt });
  return ctx;
};

/** `extensions.after` beats the argument: a client that replays its first variables has put its last cursor there. */
const beginningOf = (extensions: SubscribePayload['extensions'], argument: string | null): { after: string | null; resume: boolean } => {
  const after = extensions?.['after'] ?? argument;
  if (after !== null && typeof after !== 'string') throw badField('extensions.after', 'CURSOR_INVALID', 'extensions.after must be a cursor as it was given, a string.');
  return { after, resume: extensions?.['resume'] === true };
};

const asGraphQLError = (error: unknown): GraphQLError =>
  new GraphQLError('The operation could not be started.', { originalError: error instanceof Error ? error : new Error(String(error)) });

/**
 * Opens an operation of any kind. A subscription's stream is opened here already, so that whatever stands in its way
 * is an `error` message and not a result.
 * @returns the operation, or the errors that refuse it
 */
export const openOperation = async (parts: OperationParts, ctx: Context, payload: SubscribePayload): Promise<SocketOperation | readonly GraphQLError[]> => {
  const { door, hub } = parts;
  try {
    const prepared = await prepare(door, payload, 'websocket');
    if ('errors' in prepared) return prepared.errors;
    const { plan, document, operation } = prepared;
    const args = { schema: door.schema, document, operationName: operation.name?.value, contextValue: ctx };
    if (plan.kind !== 'subscription')
      return { ...args, start: () => runOperation(door.schema, prepared, ctx), discard: () => Promise.resolve() };
    const stream = await hub.subscribe(requireTeam(ctx), { prepared, plan, ...beginningOf(payload.extensions, plan.after) });
    return { ...args, start: () => Promise.resolve(stream), discard: async () => stream.return?.() };
  } catch (error) {
    return [asGraphQLError(error)];
  }
};
