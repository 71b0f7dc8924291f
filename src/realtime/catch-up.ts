import { inSnapshot } from '../database/in-snapshot.ts';
import { cursorExpired } from '../events/cursor.ts';
import { readEvents } from '../events/event-log.ts';
import type { TeamContext } from '../shared/context.ts';
import type { Outlet } from './outlet.ts';
import type { Selection } from './selection.ts';

/** Rows of the log read in one go. */
const PAGE = 200;

export interface CatchUp {
  readonly ctx: TeamContext;
  readonly selection: Selection;
  readonly outlet: Outlet;
  /** The number behind which to begin. */
  readonly from: number;
  /** The number of the last event that this process has seen. */
  readonly last: () => number;
  /** Called with the number up to which everything was sent. */
  readonly join: (position: number) => void;
}

/**
 * Sends from the log what happened behind `from`, a page at a time and never faster than it is taken. As soon as that
 * is no longer behind `last()` it joins, in the same tick, so that there is neither a seam nor a repeat.
 * @throws AppError CURSOR_EXPIRED when the log has been cut off under it
 */
export const catchUp = async ({ ctx, selection, outlet, from, last, join }: CatchUp): Promise<void> => {
  let position = from;
  while (!outlet.ended && position < last()) {
    const behind = position;
    const events = await inSnapshot(ctx, (snapshot) => readEvents(snapshot, behind, PAGE));
    if (events[0]?.seq !== behind + 1) throw cursorExpired(ctx.parts.streams.epoch, last(), 'What happened after this cursor is no longer kept.');
    for (const event of events) {
      const match = selection.match(event);
      if (match !== null) outlet.put(await selection.render(event, match));
      position = event.seq;
    }
    await outlet.emptied();
  }
  if (!outlet.ended) join(position);
};
