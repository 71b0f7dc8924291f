import type { Framing } from './framing.ts';

/** Clients hand out a part when they see the boundary behind it, so each part brings that along. */
const part = (body: unknown) => `\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(body)}\r\n--graphql`;

const end = '--\r\n';

/**
 * Apollo's multipart protocol for subscriptions, version 1.0. What ends a stream stands outside of the payload, in the
 * last part, which is how Apollo's clients tell it from an error in a result.
 */
export const multipart: Framing = {
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec="1.0"',
  opening: '\r\n--graphql',
  result: (payload) => part({ payload }),
  heartbeat: part({}),
  // urql takes a leading `{}` for an empty answer.
  beatsFirst: false,
  completion: end,
  failure: (error) => part({ payload: null, errors: [error] }) + end,
  interruption: (error) => part({ payload: null, errors: [error] }) + end,
};
