import { ApolloLink, Observable } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { cursorOf, resume } from '../resume.ts';

export interface ResumeLinkOptions {
  /**
   * Reads everything again that the subscription keeps up to date, such as `() => client.refetchQueries({ include: 'active' })`.
   * Called when the cursor cannot be continued without a gap; then the stream goes on behind `head`. Without it the
   * subscription ends with the error, CURSOR_EXPIRED.
   */
  readonly readAgain?: ((head: string, operation: ApolloLink.Operation) => unknown) | undefined;
}

/**
 * Subscriptions that miss nothing and repeat nothing when they are reconnected. It stands before the link that speaks
 * to the server: GraphQLWsLink, which reconnects by itself, or HttpLink, with RetryLink before this link.
 */
export const resumeLink = ({ readAgain }: ResumeLinkOptions = {}): ApolloLink =>
  new ApolloLink((operation, forward) => {
    if (operation.operationType !== OperationTypeNode.SUBSCRIPTION) return forward(operation);
    return new Observable((observer) =>
      resume<ApolloLink.Result>(
        (extensions, sink) => {
          operation.extensions = extensions;
          const running = forward(operation).subscribe({
            ...sink,
            next: (result) => {
              // HttpLink puts another object in the place of ours, and it is that one which RetryLink sends again.
              const cursor = cursorOf(result);
              if (cursor !== undefined) operation.extensions['after'] = cursor;
              sink.next(result);
            },
          });
          return () => { running.unsubscribe(); };
        },
        operation.extensions,
        observer,
        { readAgain: readAgain && ((head) => readAgain(head, operation)) },
      ),
    );
  });
