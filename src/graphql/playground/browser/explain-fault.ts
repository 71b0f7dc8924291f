import { GraphQLError, type ExecutionResult } from 'graphql';

const messageOf = (fault: unknown) => {
  if (fault instanceof CloseEvent) return `The server closed the socket: ${fault.code} ${fault.reason}`.trimEnd();
  return fault instanceof Error ? fault.message : String(fault);
};

/** What went wrong on the way, shown like an answer: thrown, GraphiQL would print it with its stack. */
export const explainFault = (fault: unknown): ExecutionResult => ({
  // The `error` message of the socket protocol holds the errors of the server as they are.
  errors: Array.isArray(fault) ? (fault as GraphQLError[]) : [new GraphQLError(messageOf(fault))],
});
