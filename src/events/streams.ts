import DataLoader from 'dataloader';
import { inSystem } from '../database/in-system.ts';
import type { Context } from '../shared/context.ts';
import { readHeads, type StreamHead } from './event-log.ts';
import type { LoggedEvent } from './logged-event.ts';
import { recentEvents } from './recent-events.ts';
import { TeamStream } from './team-stream.ts';

export interface StreamsOptions {
  epoch: string;
  /** How often the heads of all followed teams are compared with the log, in milliseconds. */
  headCheckMs: number;
  /** How long a team that nobody follows any more is kept, in milliseconds. */
  lingerMs: number;
  /** What the events of all teams may take that are held in memory for those who come back. */
  recentBytes: number;
  /** Told how many events the bus did not bring. */
  onRepaired: (events: number) => void;
}

interface Followed {
  stream: TeamStream;
  starting: Promise<void>;
  followers: Set<(events: readonly LoggedEvent[]) => void>;
  linger?: NodeJS.Timeout;
}

/** A follower's hold on a team's stream. */
export interface Following {
  /** The number of the last event that this process has seen. */
  readonly last: () => number;
  /** The oldest event that was still kept when the log was last looked at. */
  readonly minSeq: () => number;
  /** The next events behind a number, none beyond `last()`; none at all where the log has been cut off there. */
  readonly read: (after: number) => LoggedEvent[] | Promise<LoggedEvent[]>;
  readonly stop: () => void;
}

/** The streams of the teams that this process serves. */
export interface Streams {
  readonly epoch: string;
  /** From its return on, `onEvents` gets every later event of the team, once and in order, in batches. */
  readonly follow: (teamId: string, onEvents: (events: readonly LoggedEvent[]) => void) => Promise<Following>;
  readonly stop: () => void;
}

declare module '../shared/context.ts' {
  interface Parts {
    readonly streams: Streams;
  }
}

/**
 * Streams on the bus, checked against the log: one query every `headCheckMs` finds what the bus lost, be it the
 * last message, a publisher that died after its commit, or Redis as a whole.
 */
export const createStreams = (ctx: Omit<Context, 'actor'>, { epoch, headCheckMs, lingerMs, recentBytes, onRepaired }: StreamsOptions): Streams => {
  const teams = new Map<string, Followed>();
  const recent = recentEvents(recentBytes);
  const heads = (teamIds: readonly string[]) => inSystem(ctx, 'stream-heads', (system) => readHeads(system, teamIds));
  // Many teams begin at once when an instance has just started: those of one turn are read together.
  const firstHeads = new DataLoader<string, StreamHead>(heads, { cache: false, batchScheduleFn: (run) => { setImmediate(run); } });

  const open = (teamId: string): Followed => {
    const followers: Followed['followers'] = new Set();
    const stream = new TeamStream({
      ctx: { ...ctx, actor: { kind: 'SYSTEM', teamId, job: 'stream' } },
      epoch,
      recent,
      readHead: () => firstHeads.load(teamId),
      onRepaired,
      deliver: (events) => { for (const onEvents of followers) onEvents(events); },
    });
    const starting = stream.start();
    const followed: Followed = { stream, starting, followers };
    teams.set(teamId, followed);
    starting.catch(() => { teams.delete(teamId); });
    return followed;
  };

  const release = (teamId: string, followed: Followed) => {
    if (followed.followers.size > 0) return;
    followed.linger = setTimeout(() => {
      followed.stream.stop();
      if (teams.get(teamId) === followed) teams.delete(teamId);
    }, lingerMs).unref();
  };

  let checking = false;
  const checkHeads = async () => {
    if (checking || teams.size === 0) return;
    checking = true;
    try {
      const teamIds = [...teams.keys()];
      for (const [at, head] of (await heads(teamIds)).entries()) teams.get(teamIds[at] ?? '')?.stream.notice(head);
    } catch (error) {
      ctx.log.warn({ err: error }, 'events: the head check failed; it is tried again');
    } finally {
      checking = false;
    }
  };
  const timer = setInterval(() => { checkHeads().catch(() => undefined); }, headCheckMs).unref();

  return {
    epoch,
    follow: async (teamId, onEvents) => {
      const followed = teams.get(teamId) ?? open(teamId);
      clearTimeout(followed.linger);
      followed.followers.add(onEvents);
      const stop = () => {
        if (followed.followers.delete(onEvents)) release(teamId, followed);
      };
      try {
        await followed.starting;
      } catch (error) {
        stop();
        throw error;
      }
      const { stream } = followed;
      return { last: () => stream.last, minSeq: () => stream.minSeq, read: (after) => stream.read(after), stop };
    },
    stop: () => {
      clearInterval(timer);
      for (const { stream, linger } of teams.values()) {
        clearTimeout(linger);
        stream.stop();
      }
      teams.clear();
    },
  };
};
