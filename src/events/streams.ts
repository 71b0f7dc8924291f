import { inSystem } from '../database/in-system.ts';
import type { Context } from '../shared/context.ts';
import { readHeads } from './event-log.ts';
import type { LoggedEvent } from './logged-event.ts';
import { TeamStream } from './team-stream.ts';

export interface StreamsOptions {
  epoch: string;
  /** How often the heads of all followed teams are compared with the log, in milliseconds. */
  headCheckMs: number;
  /** How long a team that nobody follows any more is kept, in milliseconds. */
  lingerMs: number;
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
export const createStreams = (ctx: Omit<Context, 'actor'>, { epoch, headCheckMs, lingerMs }: StreamsOptions): Streams => {
  const teams = new Map<string, Followed>();

  const open = (teamId: string): Followed => {
    const followers: Followed['followers'] = new Set();
    const stream = new TeamStream({ ...ctx, actor: { kind: 'SYSTEM', teamId, job: 'stream' } }, epoch, (events) => {
      for (const onEvents of followers) onEvents(events);
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
      const heads = await inSystem(ctx, 'stream-heads', (system) => readHeads(system, [...teams.keys()]));
      for (const [teamId, head] of heads) teams.get(teamId)?.stream.notice(head);
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
      return { last: () => followed.stream.last, stop };
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
