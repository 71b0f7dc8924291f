import type { ExecutionResult } from 'graphql';
import type { Framing } from './framing.ts';

const completion = 'event: complete\ndata:\n\n';

const idOf = ({ extensions }: ExecutionResult): string => {
  const cursor = extensions?.['cursor'];
  return typeof cursor === 'string' ? `id: ${cursor}\n` : '';
};

const next = (result: ExecutionResult | { errors: readonly unknown[] }, id = '') => `event: next\n${id}data: ${JSON.stringify(result)}\n\n`;

const isConfirmation = ({ data, errors }: ExecutionResult) => data === undefined && errors === undefined;

/**
 * Server-sent events as graphql-sse has them in its mode of distinct connections. The id of an event is its cursor, so
 * that an EventSource resumes by itself. The confirmation of a subscription is an id without an event, unless the
 * client `awaitsConfirmation`: an EventSource remembers it, and nobody is told.
 */
export const sse = (awaitsConfirmation: boolean): Framing => ({
  contentType: 'text/event-stream; charset=utf-8',
  opening: ':\n\n',
  result: (result) => (isConfirmation(result) && !awaitsConfirmation ? `${idOf(result)}\n` : next(result, idOf(result))),
  heartbeat: ':\n\n',
  beatsFirst: true,
  completion,
  failure: (error) => next({ errors: [error] }) + completion,
  // Without `complete`, which would tell the client not to come back.
  interruption: ({ message }) => `: ${message}\n\n`,
});
