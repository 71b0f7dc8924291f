import { setTimeout as wait } from 'node:timers/promises';
import { inSnapshot, outsideSnapshot } from '../database/in-snapshot.ts';
import { readHead } from '../events/event-log.ts';
import { AppError } from '../shared/app-error.ts';
import type { TeamContext } from '../shared/context.ts';
import { newId } from '../shared/ids.ts';
import { answerShape, QUESTIONS, type DeliveryQuestion, type Explanation } from './explanation.ts';
import { placeOfCursor } from './place-of-cursor.ts';

/** How long the answers of other instances are waited for. */
const PATIENCE_MS = 1_000;

export interface ExplainArgs {
  readonly cursor: string;
  readonly sessionId: string;
  readonly operationId?: string | null | undefined;
}

/**
 * Who holds the socket is known to its instance alone: all are asked, and all answer. How many they are nobody knows, so
 * the answers of a second count; where there is one process, its answer is the last.
 */
const ask = async ({ parts: { bus } }: TeamContext, question: DeliveryQuestion): Promise<Explanation[]> => {
  const answers: Explanation[][] = [];
  const answered = Promise.withResolvers<undefined>();
  const hear = (message: unknown) => {
    const answer = answerShape.safeParse(message).data;
    if (answer) answers.push(answer.explanations);
    if (bus.status() === 'in-process') answered.resolve(undefined);
  };
  const stop = await bus.subscribe(question.replyTo, hear);
  try {
    if (!(await bus.publish(QUESTIONS, question))) throw new AppError('SERVICE_UNAVAILABLE', 'Redis is down, so that the other instances cannot be asked. Try again.');
    await Promise.race([answered.promise, wait(PATIENCE_MS)]);
  } finally {
    stop();
  }
  // Our own answer is among them, unless the log cannot be read.
  if (answers.length === 0) throw new AppError('SERVICE_UNAVAILABLE', 'The event could not be read in time. Try again.');
  return answers.flat().sort((one, other) => one.operationId.localeCompare(other.operationId));
};

/**
 * Why an event did or did not reach the subscriptions of a session, wherever its sockets are.
 * @throws AppError BAD_USER_INPUT, CURSOR_EXPIRED for the cursor; SERVICE_UNAVAILABLE
 */
export const explainDelivery = async (ctx: TeamContext, { cursor, sessionId, operationId }: ExplainArgs): Promise<Explanation[]> => {
  const head = await inSnapshot(ctx, readHead);
  const seq = placeOfCursor(cursor, ctx.parts.streams.epoch, head, 'cursor');
  const question = { replyTo: `${QUESTIONS}:${newId('request')}`, teamId: ctx.actor.teamId, seq, sessionId, operationId: operationId ?? null };
  // Whoever answers reads the log in a unit of its own.
  return outsideSnapshot(ctx, (own) => ask(own, question));
};
