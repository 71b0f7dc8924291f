import type { Client, FormattedExecutionResult } from 'graphql-ws';
import { follow } from '../graphql-ws/follow.ts';
import type { ResumeOptions } from '../resume.ts';

/** What urql's `subscriptionExchange` hands to `forwardSubscription`, and what it wants back: no more of urql is needed. */
interface UrqlRequest {
  readonly query?: string | undefined;
  readonly variables?: unknown;
  readonly operationName?: string | undefined;
  readonly extensions?: Record<string, unknown> | undefined;
}

interface UrqlSink {
  next: (result: Result) => void;
  error: (error: unknown) => void;
  complete: () => void;
}

/** A result whose members urql may change. */
type Result = FormattedExecutionResult;

interface UrqlObservable {
  subscribe: (sink: UrqlSink) => { unsubscribe: () => void };
}

/** `subscriptionExchange({ forwardSubscription: forwardSubscription(client) })`: over reconnects every event arrives once. */
export const forwardSubscription =
  (client: Pick<Client, 'subscribe'>, options?: ResumeOptions) =>
  ({ query = '', variables, operationName, extensions }: UrqlRequest): UrqlObservable => ({
    subscribe: (sink) => ({
      unsubscribe: follow(client, { query, variables: variables as Record<string, unknown>, operationName, extensions }, sink, options),
    }),
  });
