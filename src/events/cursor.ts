import { AppError, badField } from '../shared/app-error.ts';

/** A place in a team's log: `epoch:seq`. Opaque to clients. */
export const formatCursor = (epoch: string, seq: number): string => `${epoch}:${String(seq)}`;

const shape = /^([0-9a-z]{1,16}):(\d{1,15})$/;

/** The cursor cannot be continued without a gap; `head` is where to start after reading again. */
export const cursorExpired = (epoch: string, head: number, why: string): AppError =>
  new AppError('CURSOR_EXPIRED', `${why} Read the data again, then subscribe from the cursor in extensions.head.`, {
    head: formatCursor(epoch, head),
  });

/** What a cursor says, or null for text that never was one. */
export const parseCursor = (cursor: string): { epoch: string; seq: number } | null => {
  const [, epoch, seq] = shape.exec(cursor) ?? [];
  return epoch === undefined || seq === undefined ? null : { epoch, seq: Number(seq) };
};

/** @throws AppError BAD_USER_INPUT for text that never was a cursor */
export const requireCursor = (cursor: string, field = 'after'): { epoch: string; seq: number } => {
  const parsed = parseCursor(cursor);
  if (parsed === null) throw badField(field, 'CURSOR_INVALID', 'This is not a cursor: pass one exactly as an event, a list or streamHead gave it.');
  return parsed;
};
