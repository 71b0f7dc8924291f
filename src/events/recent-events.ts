import { LRUCache } from 'lru-cache';
import type { LoggedEvent } from './logged-event.ts';

/** The events that this process has seen or read lately, of all teams, so that those who come back share their reads. */
export interface RecentEvents {
  readonly keep: (events: readonly LoggedEvent[]) => void;
  /** The events of a team from `after + 1` on, without a hole, as far as they are held; at most up to `until`. */
  readonly run: (teamId: string, after: number, until: number) => LoggedEvent[];
}

/** What an event takes beside its payload, in bytes, as far as one can tell. */
const FRAME_BYTES = 1_000;

/** Keeps the events that were used last, whichever teams they are of, as many as fit into so many bytes. */
export const recentEvents = (maxBytes: number): RecentEvents => {
  const held = new LRUCache<string, LoggedEvent>({ maxSize: maxBytes, sizeCalculation: ({ payload }) => 2 * JSON.stringify(payload ?? null).length + FRAME_BYTES });
  const keyOf = (teamId: string, seq: number) => `${teamId} ${String(seq)}`;
  return {
    keep: (events) => { for (const event of events) held.set(keyOf(event.teamId, event.seq), event); },
    run: (teamId, after, until) => {
      const found: LoggedEvent[] = [];
      for (let seq = after + 1; seq <= until; seq += 1) {
        const event = held.get(keyOf(teamId, seq));
        if (!event) break;
        found.push(event);
      }
      return found;
    },
  };
};
