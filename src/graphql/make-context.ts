import type { Actor } from '../shared/actor.ts';
import type { Context, RequestOrigin } from '../shared/context.ts';
import type { ErrorScope } from './format-error.ts';

/** What all contexts of a process have in common. */
export type ContextBase = Pick<Context, 'parts' | 'log' | 'clock'>;

/** What is particular to one request, operation or delivery. */
export interface ContextFacts<A extends Actor> {
  actor: A;
  requestId: string;
  signal: AbortSignal;
  /** Of what somebody asked for; absent in deliveries. */
  origin?: RequestOrigin;
}

/** What the log lines of one request have in common. */
const logOf = ({ log }: ContextBase, requestId: string, origin?: RequestOrigin) =>
  log.child({ requestId, ...(origin?.client ? { client: origin.client.name } : {}) });

/** A context of its own, whose log lines carry the request's id and the client's name. */
export const makeContext = <A extends Actor>(base: ContextBase, { actor, requestId, signal, origin }: ContextFacts<A>): Context<A> => ({
  parts: base.parts,
  clock: base.clock,
  log: logOf(base, requestId, origin),
  requestId,
  actor,
  signal,
  ...(origin ? { origin } : {}),
});

/** Enough of a context for errors that arise before there is an actor, or outside of any operation. */
export const errorScope = (base: ContextBase, requestId: string, origin?: RequestOrigin): ErrorScope => ({ requestId, clock: base.clock, log: logOf(base, requestId, origin) });
