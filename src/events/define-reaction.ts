import type { z } from 'zod';
import type { Tx } from '../database/in-transaction.ts';
import type { ActorFacts } from '../shared/actor.ts';
import type { EventDefinition } from './define-event.ts';

/** An event that has just been emitted, before it has its number. */
export interface EmittedEvent {
  readonly kind: string;
  readonly resourceId: string;
  readonly actor: ActorFacts;
  readonly payload: unknown;
}

/** A feature's answer to an event of another one, in the transaction that emits it. */
export interface Reaction {
  readonly kind: string;
  readonly run: (tx: Tx, event: EmittedEvent) => Promise<void>;
  /**
   * For what is better written together: called once in a transaction that the reaction ran in, when all of its events
   * are answered; also where several reactions name the same function. It must not emit.
   */
  readonly finish?: (tx: Tx) => Promise<void>;
}

/** `on` says which event, `run` gets its payload typed. Errors roll the whole transaction back, so it must not reach out. */
export const defineReaction = <P extends z.ZodType>(
  on: EventDefinition<P>,
  run: (tx: Tx, payload: z.output<P>, resourceId: string) => Promise<void>,
): Reaction => ({
  kind: on.kind,
  run: (tx, { resourceId, payload }) => run(tx, payload as z.output<P>, resourceId),
});
