import type { GraphQLFormattedError } from 'graphql';
import type { Body } from '../body.ts';

/** How one protocol writes a stream of results. */
export interface Framing {
  readonly contentType: string;
  /** Sent at once, so that the client learns that its stream is open. */
  readonly opening: string;
  readonly result: (body: Body) => string;
  /** Keeps a quiet connection open. */
  readonly heartbeat: string;
  /** Whether heartbeats may come before the first result. */
  readonly beatsFirst: boolean;
  /** Ends a stream that has said all. */
  readonly completion: string;
  /** Ends a stream that cannot be continued as it was asked for. */
  readonly failure: (error: GraphQLFormattedError) => string;
  /** Ends a stream that can be: the client should come back with its last cursor, and with credentials that count. */
  readonly interruption: (error: GraphQLFormattedError) => string;
}
