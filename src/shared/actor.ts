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

/** A program with a key that the team created. */
export interface ApiKeyActor {
  kind: 'API_KEY';
  teamId: string;
  id: string;
  name: string;
  scopes: readonly string[];
}

/** A service of the operator's own, with the internal key. */
export interface ServiceActor {
  kind: 'SERVICE';
  teamId: string;
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
export type TeamActor = UserActor | ApiKeyActor | ServiceActor | SystemActor | VisitorActor;
export type Actor = TeamActor | StrangerActor;

/** Of an actor what its rights follow from, and nothing personal: what policies read, of callers and audiences alike. */
export type Standing =
  | Pick<UserActor, 'kind' | 'role'>
  | Pick<ApiKeyActor, 'kind' | 'scopes'>
  | Pick<ServiceActor, 'kind'>
  | Pick<SystemActor, 'kind'>
  | Pick<VisitorActor, 'kind'>;

/** How an actor is kept in events and rows: as it was when it acted. */
export interface ActorFacts {
  kind: 'USER' | 'API_KEY' | 'SERVICE' | 'SYSTEM' | 'PROVIDER' | 'VISITOR';
  id: string | null;
  name: string;
  email: string | null;
  role: Role | null;
}

const nameless = { id: null, email: null, role: null };

export const actorFacts = (actor: TeamActor): ActorFacts => {
  switch (actor.kind) {
    case 'USER':
      return { kind: 'USER', id: actor.id, name: actor.name, email: actor.email, role: actor.role };
    case 'API_KEY':
      return { ...nameless, kind: 'API_KEY', id: actor.id, name: actor.name };
    case 'SERVICE':
      return { ...nameless, kind: 'SERVICE', name: 'Internal service' };
    case 'SYSTEM':
      return { ...nameless, kind: 'SYSTEM', name: 'Leadwire' };
    case 'VISITOR':
      return { ...nameless, kind: 'VISITOR', name: 'Visitor' };
  }
};
