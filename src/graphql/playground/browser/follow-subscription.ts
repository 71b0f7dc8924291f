import type { ExecutionResult } from 'graphql';
import { CloseCode, createClient, type Client, type SubscribePayload } from 'graphql-ws';
import { explainFault } from './explain-fault.ts';

const socketUrl = (endpoint: string) => {
  const url = new URL(endpoint, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  return url.href;
};

const FORBIDDEN: number = CloseCode.Forbidden;

/** The same token would be refused again; a server that restarts is worth the wait. */
const mayMend = (fault: unknown) => fault instanceof CloseEvent && fault.code !== FORBIDDEN;

/**
 * Keeps one client, and makes another when the connection parameters change: they are said once, when a socket
 * opens. The client left behind closes its socket as soon as its last subscription ends.
 */
export const followSubscription = (endpoint: string) => {
  let client: Client | undefined;
  let clientFor = '';

  return (operation: SubscribePayload, connectionParams: Record<string, string>) => {
    const wanted = JSON.stringify(connectionParams);
    if (client === undefined || clientFor !== wanted) {
      client = createClient({ url: socketUrl(endpoint), connectionParams, shouldRetry: mayMend });
      clientFor = wanted;
    }
    const results = client.iterate(operation);
    // Not an async generator: its `return` waits for the event that is awaited, so stopping would not stop.
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => results.next().catch((fault: unknown) => ({ done: false, value: explainFault(fault) })),
        return: () => results.return?.() ?? Promise.resolve({ done: true as const, value: undefined }),
      }),
    } as AsyncIterable<ExecutionResult>;
  };
};
