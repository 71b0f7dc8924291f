import { cursorExpired, requireCursor } from '../events/cursor.ts';
import { readHead } from '../events/event-log.ts';
import type { Snapshot } from '../database/in-snapshot.ts';

/**
 * Where in the log of the snapshot's team a cursor lies, and where the log ends.
 * @throws AppError BAD_USER_INPUT for text that never was a cursor; CURSOR_EXPIRED, with the head, for one that cannot
 * be continued without a gap
 */
export const placeOfCursor = async (snapshot: Snapshot, after: string): Promise<{ seq: number; head: number }> => {
  const { epoch: given, seq } = requireCursor(after);
  const { epoch } = snapshot.parts.streams;
  const { head, minSeq } = await readHead(snapshot);
  if (given !== epoch) throw cursorExpired(epoch, head, 'This cursor is from before the database was restored.');
  if (seq < minSeq - 1) throw cursorExpired(epoch, head, 'What happened after this cursor is no longer kept.');
  if (seq > head) throw cursorExpired(epoch, head, 'This cursor lies beyond the end of the event log.');
  return { seq, head };
};
