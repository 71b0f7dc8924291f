import type { Actor, TeamActor } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';

/**
 * What is made once per process and handed to every verb. Each platform folder adds its own part by
 * declaration merging (`declare module '../shared/context.ts' { interface Parts { … } }`), so this leaf knows none.
 */
export interface Parts {}

/** First argument of every verb: who acts, on whose behalf, with what. One per request, job or socket. */
export interface Context<A extends Actor = Actor> {
  readonly requestId: string;
  readonly actor: A;
  readonly parts: Parts;
  readonly log: Logger;
  readonly clock: Clock;
  /** Aborted when the caller has gone or the process stops. */
  readonly signal: AbortSignal;
}

/** A context in which somebody acts for a team. */
export type TeamContext = Context<TeamActor>;
