import { z } from 'zod';

/** The question, as it goes to all instances. */
export const questionShape = z.object({
  /** Where the answer is waited for. */
  replyTo: z.string(),
  teamId: z.string(),
  seq: z.number().int(),
  sessionId: z.string(),
  /** Null: all of the session. */
  operationId: z.string().nullable(),
});
export type DeliveryQuestion = z.output<typeof questionShape>;

const outcomes = ['CONFIRMED', 'SENT', 'PENDING', 'FILTERED', 'HIDDEN', 'BEFORE_START'] as const;

const explanationShape = z.object({
  sessionId: z.string(),
  operationId: z.string(),
  field: z.string(),
  outcome: z.enum(outcomes),
  reason: z.string(),
  /** A number of the team's log. */
  position: z.number().int(),
  isBehind: z.boolean(),
  queuedBytes: z.number().int(),
  connectedAt: z.coerce.date(),
  lastPongAt: z.coerce.date().nullable(),
});
export type Explanation = z.output<typeof explanationShape>;

export const answerShape = z.object({ explanations: z.array(explanationShape) });

/** Where every instance listens for questions. */
export const QUESTIONS = 'leadwire:explain';
