import type { Body } from '../body.ts';
import type { Framing } from './framing.ts';

const completion = 'event: complete\ndata:\n\n';

const idOf = ({ cursor }: Body): string => (cursor === null ? '' : `id: ${cursor}\n`);

const next = (json: string, id = '') => `event: next\n${id}data: ${json}\n\n`;

/**
 * Server-sent events as graphql-sse has them in its mode of distinct connections. The id of an event is its cursor, so
 * that an EventSource resumes by itself. The confirmation of a subscription is an id without an event, unless the
 * client `awaitsConfirmation`: an EventSource remembers it, and nobody is told.
 */
export const sse = (awaitsConfirmation: boolean): Framing => ({
  contentType: 'text/event-stream; charset=utf-8',
  opening: ':\n\n',
  result: (body) => (body.isConfirmation && !awaitsConfirmation ? `${idOf(body)}\n` : next(body.json, idOf(body))),
  heartbeat: ':\n\n',
  beatsFirst: true,
  completion,
  failure: (error) => next(JSON.stringify({ errors: [error] })) + completion,
  // Without `complete`, which would tell the client not to come back.
  interruption: ({ message }) => `: ${message}\n\n`,
});
