import type { Peer } from './peer.ts';
import type { Rooms } from './rooms.ts';

/** What one team has open at this process. */
export interface TeamLoad {
  readonly sockets: number;
  readonly subscriptions: number;
  readonly groups: number;
}

/** What the teams have open at this process. */
export interface TeamLoads {
  /** By team; of those that have something open. */
  readonly all: () => ReadonlyMap<string, TeamLoad>;
  /** The longest that an event of the team has taken in the last minute from its commit to its readers here, in milliseconds. */
  readonly lagMs: (teamId: string) => number;
}

type Counting = { -readonly [Count in keyof TeamLoad]: number };

/** Counts when it is asked. A socket counts from its greeting to its close, by whichever side. */
export const teamLoads = (peers: ReadonlySet<Peer>, rooms: Rooms): TeamLoads => ({
  all: () => {
    const loads = new Map<string, Counting>();
    for (const [teamId, { subscriptions, groups }] of rooms.all()) if (subscriptions > 0) loads.set(teamId, { sockets: 0, subscriptions, groups });
    for (const { greeted, isGone } of peers) {
      if (greeted === undefined || isGone) continue;
      const load = loads.get(greeted.actor.teamId) ?? { sockets: 0, subscriptions: 0, groups: 0 };
      load.sockets += 1;
      loads.set(greeted.actor.teamId, load);
    }
    return loads;
  },
  lagMs: (teamId) => rooms.find(teamId)?.lag.max() ?? 0,
});
