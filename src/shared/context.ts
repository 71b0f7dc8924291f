import type { Actor, TeamActor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';

/**
 * What is made once per process and handed to every verb. Each platform folder adds its own part by
 * declaration merging (`declare module '../shared/context.ts' { interface Parts { … } }`), so this leaf knows none.
 */
export interface Parts {}

/** Where a request came from. */
export interface RequestOrigin {
  /** The address of the caller, as far as the proxies in between are trusted. */
  readonly ip: string;
  /** What the client calls itself, in Apollo's headers or in `connection_init`. */
  readonly client: { readonly name: string; readonly version: string | null } | null;
  /** Something in between has handed the request on that is not trusted to say for whom: `ip` is its own address. */
  readonly unknownProxy?: true;
}

/** First argument of every verb: who acts, on whose behalf, with what. One per request, job or socket. */
export interface Context<A extends Actor = Actor> {
  readonly requestId: string;
  readonly actor: A;
  readonly parts: Parts;
  readonly log: Logger;
  readonly clock: Clock;
  /** Aborted when the caller has gone or the process stops. */
  readonly signal: AbortSignal;
  /** Absent in jobs and deliveries, which nobody has asked for. */
  readonly origin?: RequestOrigin;
  /** The `Idempotency-Key` of the request: what mutations use whose input brings no key of its own. */
  readonly idempotencyKey?: string;
}

/** A context in which somebody acts for a team. */
export type TeamContext = Context<TeamActor>;
