import type { GraphQLFormattedError } from 'graphql';
import type { Framing } from './framing.ts';

/** Clients hand out a part when they see the boundary behind it, so each part brings that along. */
const part = (json: string) => `\r\nContent-Type: application/json\r\n\r\n${json}\r\n--graphql`;

const fault = (error: GraphQLFormattedError) => part(JSON.stringify({ payload: null, errors: [error] }));

const end = '--\r\n';

/**
 * Apollo's multipart protocol for subscriptions, version 1.0. What ends a stream stands outside of the payload, in the
 * last part, which is how Apollo's clients tell it from an error in a result.
 */
export const multipart: Framing = {
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
  opening: '\r\n--graphql',
  result: ({ json }) => part(`{"payload":${json}}`),
  heartbeat: part('{}'),
  // urql takes a leading `{}` for an empty answer.
  beatsFirst: false,
  completion: end,
  failure: (error) => fault(error) + end,
  interruption: (error) => fault(error) + end,
};
