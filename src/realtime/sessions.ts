import type { LoggedEvent } from '../events/logged-event.ts';
import type { Following, Streams } from '../events/streams.ts';
import type { TeamActor } from '../shared/actor.ts';

/** Whether an event takes an actor's access away, or makes it another. */
export type EndsAccess = (event: LoggedEvent, actor: TeamActor) => boolean;

/** What somebody has open: a socket, or a stream over HTTP. */
export interface Session {
  readonly actor: TeamActor;
  /** Called once, when the actor has to show its credentials again. */
  readonly end: () => void;
}

/** Everything that is open on this process, so that it ends when the access ends. */
export interface Sessions {
  /**
   * From its return on, an event that ends the actor's access ends the session. Whoever was authenticated before
   * that authenticates once more: what happened in between has passed unseen.
   * @returns how the session leaves by itself
   * @throws Error when the team's stream cannot be followed
   */
  readonly enter: (session: Session) => Promise<() => void>;
}

/** The sessions of one team. */
interface TeamSessions {
  readonly open: Set<Session>;
  readonly following: Promise<Following>;
}

/** Follows the log of each team that has something open here. */
export const createSessions = (streams: Pick<Streams, 'follow'>, endsAccess: EndsAccess): Sessions => {
  const teams = new Map<string, TeamSessions>();

  const follow = (teamId: string): TeamSessions => {
    const open = new Set<Session>();
    const following = streams.follow(teamId, (events) => {
      for (const event of events)
        for (const session of open)
          if (endsAccess(event, session.actor)) {
            open.delete(session);
            session.end();
          }
    });
    const team = { open, following };
    teams.set(teamId, team);
    return team;
  };

  return {
    enter: async (session) => {
      const { teamId } = session.actor;
      const team = teams.get(teamId) ?? follow(teamId);
      team.open.add(session);
      const leave = () => {
        team.open.delete(session);
        if (team.open.size > 0 || teams.get(teamId) !== team) return;
        teams.delete(teamId);
        team.following.then(({ stop }) => { stop(); }, () => undefined);
      };
      try {
        await team.following;
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
  };
};
