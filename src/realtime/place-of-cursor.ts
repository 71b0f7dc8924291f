import { cursorExpired, requireCursor } from '../events/cursor.ts';
import type { StreamHead } from '../events/event-log.ts';

/**
 * The number that a cursor stands for, in a log that stands so. `field`: the argument that it came in.
 * @throws AppError BAD_USER_INPUT for text that never was a cursor; CURSOR_EXPIRED, with the head, for one that cannot
 * be continued without a gap
 */
export const placeOfCursor = (after: string, epoch: string, { head, minSeq }: StreamHead, field = 'after'): number => {
  const { epoch: given, seq } = requireCursor(after, field);
  if (given !== epoch) throw cursorExpired(epoch, head, 'This cursor is from before the database was restored.');
  if (seq < minSeq - 1) throw cursorExpired(epoch, head, 'What happened after this cursor is no longer kept.');
  if (seq > head) throw cursorExpired(epoch, head, 'This cursor lies beyond the end of the event log.');
  return seq;
};
