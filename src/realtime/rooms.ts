import type { Following, Streams } from '../events/streams.ts';
import { createBodies } from './bodies.ts';
import { TeamRoom, type RoomParts, type Session } from './team-room.ts';

/** A team that somebody here has something open for. */
interface OpenRoom {
  readonly room: TeamRoom;
  readonly following: Promise<Following>;
  /** Since when its events come in, in the time of `performance.now()`. */
  liveSince: number;
  holders: number;
}

/** A hold on a team's room, which is closed when the last one is released. */
export interface Hold {
  readonly room: TeamRoom;
  readonly following: Following;
  /** Calling it again does nothing. */
  readonly release: () => void;
}

/** The rooms of all teams that this process serves. */
export interface Rooms {
  /** @throws Error when the team's stream cannot be followed */
  readonly hold: (teamId: string) => Promise<Hold>;
  /**
   * From its return on, an event that ends the actor's access ends the session.
   * @param since when the look at its credentials began, in the time of `performance.now()`
   * @returns whether all that could have ended the access since then has been seen, and did not
   * @throws Error when the team's stream cannot be followed
   */
  readonly enter: (session: Session, since: number) => Promise<boolean>;
  /** The session hears of nothing any more. Calling it again does nothing. */
  readonly leave: (session: Session) => void;
  readonly all: () => Iterable<readonly [teamId: string, TeamRoom]>;
  /** The room of a team, where there is one. */
  readonly find: (teamId: string) => TeamRoom | undefined;
}

export const createRooms = (streams: Pick<Streams, 'follow'>, parts: Omit<RoomParts, 'bodies'>): Rooms => {
  const open = new Map<string, OpenRoom>();
  const bodies = createBodies();

  const openRoom = (teamId: string): OpenRoom => {
    const room = new TeamRoom({ ...parts, bodies });
    const following = streams.follow(teamId, (events) => { room.receive(events); });
    const opened: OpenRoom = { room, following, liveSince: Infinity, holders: 0 };
    following.then(() => { opened.liveSince = performance.now(); }, () => undefined);
    open.set(teamId, opened);
    return opened;
  };

  const release = (teamId: string, held: OpenRoom) => {
    held.holders -= 1;
    if (held.holders > 0) return;
    open.delete(teamId);
    held.following.then(({ stop }) => { stop(); }, () => undefined);
  };

  /** The team's room once its events come in. */
  const opened = async (teamId: string): Promise<{ held: OpenRoom; following: Following }> => {
    const held = open.get(teamId) ?? openRoom(teamId);
    held.holders += 1;
    try {
      return { held, following: await held.following };
    } catch (error) {
      release(teamId, held);
      throw error;
    }
  };

  return {
    hold: async (teamId) => {
      const { held, following } = await opened(teamId);
      let isHeld = true;
      const letGo = () => {
        if (isHeld) release(teamId, held);
        isHeld = false;
      };
      return { room: held.room, following, release: letGo };
    },
    enter: async (session, since) => {
      const { held: { room, liveSince } } = await opened(session.actor.teamId);
      room.sessions.add(session);
      return liveSince <= since && room.lastEnd < since;
    },
    leave: (session) => {
      const { teamId } = session.actor;
      const held = open.get(teamId);
      if (held?.room.sessions.delete(session)) release(teamId, held);
    },
    find: (teamId) => open.get(teamId)?.room,
    all: () => [...open].map(([teamId, { room }]) => [teamId, room] as const),
  };
};
