import type { Role, TeamActor } from '../../shared/actor.ts';

export const scopes = [
  'leads:read', 'leads:write',
  'activities:read', 'activities:write',
  'forms:read', 'forms:write',
  'tasks:read', 'tasks:write',
  'integrations:read', 'integrations:manage',
  'sync:run',
  'events:read', 'events:publish',
  'notifications:write',
  'members:manage', 'keys:manage', 'audit:read',
] as const;
/** What may be done; a role is a named set of scopes together with the rows they are about. */
export type Scope = (typeof scopes)[number];

interface RoleFacts {
  readonly scopes: ReadonlySet<Scope>;
  /** ASSIGNED: only tasks offered or assigned to the member, and its own notifications. */
  readonly sees: 'TEAM' | 'ASSIGNED';
  /** OWN: what it owns and what nobody owns. */
  readonly changes: 'TEAM' | 'OWN' | 'NOTHING';
}

const reading: readonly Scope[] = ['leads:read', 'activities:read', 'forms:read', 'tasks:read', 'integrations:read', 'events:read'];
const everything: ReadonlySet<Scope> = new Set(scopes);

/** The one table of roles. Handing over and deleting a team are not scopes: they are asked of the OWNER by name. */
export const roles: Readonly<Record<Role, RoleFacts>> = {
  OWNER: { scopes: everything, sees: 'TEAM', changes: 'TEAM' },
  ADMIN: { scopes: everything, sees: 'TEAM', changes: 'TEAM' },
  SALES: { scopes: new Set([...reading, 'leads:write', 'activities:write', 'tasks:write', 'sync:run']), sees: 'TEAM', changes: 'OWN' },
  VIEWER: { scopes: new Set(reading), sees: 'TEAM', changes: 'NOTHING' },
  CONTRACTOR: { scopes: new Set(['tasks:read']), sees: 'ASSIGNED', changes: 'NOTHING' },
};

const ourselves: RoleFacts = { scopes: everything, sees: 'TEAM', changes: 'TEAM' };
const visitor: RoleFacts = { scopes: new Set(), sees: 'ASSIGNED', changes: 'NOTHING' };

/** What the table says of an actor: of a person by its role, of our own jobs everything, of a visitor nothing. */
export const rightsOf = (actor: TeamActor): RoleFacts => {
  switch (actor.kind) {
    case 'USER':
      return roles[actor.role];
    case 'SYSTEM':
      return ourselves;
    case 'VISITOR':
      return visitor;
  }
};

export const hasScope = (actor: TeamActor, scope: Scope): boolean => rightsOf(actor).scopes.has(scope);

/** Whether a role sees rows of the whole team; null, our own jobs, does. For policies on an `Audience`. */
export const seesTeam = (role: Role | null): boolean => role === null || roles[role].sees === 'TEAM';
