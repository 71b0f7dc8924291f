import type { z } from 'zod';
import type { Tx } from '../database/in-transaction.ts';
import type { EventDefinition } from './define-event.ts';

/** A feature's answer to an event of another one, in the transaction that emits it. */
export interface Reaction {
  readonly kind: string;
  readonly run: (tx: Tx, event: { resourceId: string; payload: unknown }) => Promise<void>;
}

/** `on` says which event, `run` gets its payload typed. Errors roll the whole transaction back, so it must not reach out. */
export const defineReaction = <P extends z.ZodType>(
  on: EventDefinition<P>,
  run: (tx: Tx, payload: z.output<P>, resourceId: string) => Promise<void>,
): Reaction => ({
  kind: on.kind,
  run: (tx, { resourceId, payload }) => run(tx, payload as z.output<P>, resourceId),
});
