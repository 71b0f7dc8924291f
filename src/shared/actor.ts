export type Role = 'OWNER' | 'ADMIN' | 'SALES' | 'CONTRACTOR' | 'VIEWER';

/** A signed-in member of a team. */
export interface UserActor {
  kind: 'USER';
  teamId: string;
  id: string;
  name: string;
  email: string;
  role: Role;
  sessionId: string;
}

/** A job of ours, acting for a team; judged by the same policies as everyone. */
export interface SystemActor {
  kind: 'SYSTEM';
  teamId: string;
  job: string;
}

/** Someone who fills in a public form. */
export interface VisitorActor {
  kind: 'VISITOR';
  teamId: string;
}

/** A caller that has not said who it is. */
export interface StrangerActor {
  kind: 'STRANGER';
}

/** Whoever acts inside a team. */
export type TeamActor = UserActor | SystemActor | VisitorActor;
export type Actor = TeamActor | StrangerActor;

/** How an actor is kept in events and rows: as it was when it acted. */
export interface ActorFacts {
  kind: 'USER' | 'API_KEY' | 'SERVICE' | 'SYSTEM' | 'PROVIDER' | 'VISITOR';
  id: string | null;
  name: string;
  email: string | null;
  role: Role | null;
}

export const actorFacts = (actor: TeamActor): ActorFacts => {
  switch (actor.kind) {
    case 'USER':
      return { kind: 'USER', id: actor.id, name: actor.name, email: actor.email, role: actor.role };
    case 'SYSTEM':
      return { kind: 'SYSTEM', id: null, name: 'Leadwire', email: null, role: null };
    case 'VISITOR':
      return { kind: 'VISITOR', id: null, name: 'Visitor', email: null, role: null };
  }
};
