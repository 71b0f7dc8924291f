import type { Actor } from '../shared/actor.ts';
import type { Context } from '../shared/context.ts';
import type { ErrorScope } from './format-error.ts';

/** What all contexts of a process have in common. */
export type ContextBase = Pick<Context, 'parts' | 'log' | 'clock'>;

/** What is particular to one request, operation or delivery. */
export interface ContextFacts<A extends Actor> {
  actor: A;
  requestId: string;
  signal: AbortSignal;
}

/** A context of its own, whose log lines carry the request's id. */
export const makeContext = <A extends Actor>(base: ContextBase, { actor, requestId, signal }: ContextFacts<A>): Context<A> => ({
  parts: base.parts,
  clock: base.clock,
  log: base.log.child({ requestId }),
  requestId,
  actor,
  signal,
});

/** Enough of a context for errors that arise before there is an actor, or outside of any operation. */
export const errorScope = ({ log, clock }: ContextBase, requestId: string): ErrorScope => ({ requestId, clock, log: log.child({ requestId }) });
