import { OperationTypeNode, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { TeamActor } from '../shared/actor.ts';
import { AppError, forbidden } from '../shared/app-error.ts';
import type { Context } from '../shared/context.ts';
import { requireTeam } from '../shared/require-team.ts';

/** How an operation came: only a stream can carry a subscription. */
export type Transport = 'http' | 'websocket' | 'multipart' | 'sse';

/** What a guard judges: a valid operation that has not run yet. */
export interface GuardedOperation {
  readonly ctx: Context;
  readonly transport: Transport;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced by the schema. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What it may cost at most, in points of docs/LIMITS.md; found when it is first asked for. */
  readonly cost: () => number;
}

/** @throws AppError when the operation may not run; its code goes to the caller */
export type Guard = (operation: GuardedOperation) => void | Promise<void>;

/** A subscription over plain HTTP would be answered once, with null: the most confusing of first failures. */
export const needsStream: Guard = ({ transport, operation }) => {
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION || transport !== 'http') return;
  throw new AppError(
    'SUBSCRIPTION_NEEDS_STREAM',
    'A subscription needs a stream: open a WebSocket to this same URL (ws:// or wss://) with the sub-protocol graphql-transport-ws,' +
      ' for instance with createClient of graphql-ws or GraphQLWsLink of Apollo Client. Where sockets do not pass, send this request with' +
      ' Accept: multipart/mixed;subscriptionSpec=1.0 (HttpLink of Apollo Client does) or Accept: text/event-stream (graphql-sse),' +
      ' or poll `query { events(after: …) }`.',
  );
};

/** Whether a caller may follow the team's events at all; what it sees of them is up to each event. */
export type MayFollow = (actor: TeamActor) => boolean;

/** Refuses subscriptions of callers who may not follow events. */
export const onlyFollowers = (mayFollow: MayFollow): Guard => ({ ctx, operation }) => {
  if (operation.operation === OperationTypeNode.SUBSCRIPTION && !mayFollow(requireTeam(ctx).actor)) throw forbidden('follow events: a key needs events:read');
};
