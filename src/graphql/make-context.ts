import type { Actor } from '../shared/actor.ts';
import type { Context, RequestOrigin } from '../shared/context.ts';
import type { Logger } from '../shared/logger.ts';
import { newId } from '../shared/ids.ts';
import type { ErrorScope } from './format-error.ts';

/** What all contexts of a process have in common. */
export type ContextBase = Pick<Context, 'parts' | 'log' | 'clock'>;

/** What is particular to one request, operation or delivery. */
export interface ContextFacts<A extends Actor> {
  actor: A;
  /** Where it has none yet it gets one when it is asked for. */
  requestId?: string;
  signal: AbortSignal;
  /** Of what somebody asked for; absent in deliveries. */
  origin?: RequestOrigin;
}

/** What the log lines of one request have in common. */
const logOf = ({ log }: ContextBase, requestId: string, origin?: RequestOrigin) =>
  log.child({ requestId, ...(origin?.client ? { client: origin.client.name } : {}) });

/**
 * A context of its own, whose log lines carry the request's id and the client's name. Both are made when they are asked
 * for: most deliveries and subscriptions never do.
 */
export const makeContext = <A extends Actor>(base: ContextBase, { actor, requestId, signal, origin }: ContextFacts<A>): Context<A> => {
  let id = requestId;
  let log: Logger | undefined;
  return {
    parts: base.parts,
    clock: base.clock,
    get requestId() { return (id ??= newId('request')); },
    get log() { return (log ??= logOf(base, this.requestId, origin)); },
    actor,
    signal,
    ...(origin ? { origin } : {}),
  };
};

/** Enough of a context for errors that arise before there is an actor, or outside of any operation. */
export const errorScope = (base: ContextBase, requestId: string, origin?: RequestOrigin): ErrorScope => ({ requestId, clock: base.clock, log: logOf(base, requestId, origin) });
