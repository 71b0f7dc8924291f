import { markerOf } from '../load/marker.ts';

/** Commits an event with this name in a team; resolves with the answer. */
export type Write = (team: number, name: string) => Promise<void>;

/** Writes numbered events, one at a time in each team, so that their numbers keep the order of the commits. */
export interface Writer {
  /** By team: the number of the last event that was committed. */
  readonly numbers: number[];
  /** How long each mutation took, in milliseconds; empty it as you like. */
  readonly times: number[];
  /** All teams, 20 at most, write as fast as they are answered. */
  readonly flatOut: (seconds: number) => Promise<void>;
  /** So many events a second over all teams, in turn. */
  readonly atRate: (perSecond: number, seconds: number) => Promise<void>;
  /** So many events in each team. */
  readonly each: (events: number) => Promise<void>;
}

const SECOND_MS = 1_000;
/** Teams that write at the same time. */
const AT_ONCE = 20;

export const createWriter = (write: Write, teams: number, firstNumber = 1): Writer => {
  const numbers = Array.from({ length: teams }, () => firstNumber - 1);
  const times: number[] = [];
  const last: Promise<void>[] = numbers.map(() => Promise.resolve());
  const one = async (team: number) => {
    numbers[team] = (numbers[team] ?? 0) + 1;
    const start = performance.now();
    await write(team, markerOf(team, numbers[team]));
    times.push(performance.now() - start);
  };
  /** Behind what the team is writing. */
  const next = (team: number) => (last[team] = (last[team] ?? Promise.resolve()).then(() => one(team)));
  /** More at the same time than an instance has connections would only wait. */
  const all = async (work: (team: number) => Promise<void>) => {
    const waiting = numbers.keys();
    const worker = async () => {
      for (const team of waiting) await work(team);
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, teams) }, worker));
  };
  return {
    numbers,
    times,
    flatOut: (seconds) => {
      const end = performance.now() + seconds * SECOND_MS;
      return all(async (team) => {
        while (performance.now() < end) await next(team);
      });
    },
    atRate: async (perSecond, seconds) => {
      const start = performance.now();
      const count = Math.round(perSecond * seconds);
      for (let sent = 0; sent < count; sent += 1) {
        const wait = start + (sent * SECOND_MS) / perSecond - performance.now();
        if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
        // Not waited for: the rate holds whatever the answers take. An error comes out at the end.
        next(sent % teams).catch(() => undefined);
      }
      await Promise.all(last);
    },
    each: (events) =>
      all(async (team) => {
        for (let done = 0; done < events; done += 1) await next(team);
      }),
  };
};
