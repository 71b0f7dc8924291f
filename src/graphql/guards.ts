import { OperationTypeNode, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { AppError } from '../shared/app-error.ts';

/** How an operation came: only a stream can carry a subscription. */
export type Transport = 'http' | 'websocket';

/** What a guard judges: a valid operation that has not run yet. */
export interface GuardedOperation {
  readonly transport: Transport;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Coerced by the schema. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** @throws AppError when the operation may not run; its code goes to the caller */
export type Guard = (operation: GuardedOperation) => void | Promise<void>;

/** A subscription over plain HTTP would be answered once, with null: the most confusing of first failures. */
export const needsStream: Guard = ({ transport, operation }) => {
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION || transport !== 'http') return;
  throw new AppError(
    'SUBSCRIPTION_NEEDS_STREAM',
    'A subscription needs a stream: open a WebSocket to this same URL (ws:// or wss://) with the sub-protocol graphql-transport-ws,' +
      ' for instance with createClient of graphql-ws or GraphQLWsLink of Apollo Client. Without a socket, poll `query { events(after: …) }`.',
  );
};
