import type { Role, Standing } from '../../shared/actor.ts';

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
/** What a key may be given: everything but to state what became of a sync, which is for our own services alone. */
export type GrantableScope = (typeof scopes)[number];
/** What may be done; a role is a named set of scopes together with the rows they are about. */
export type Scope = GrantableScope | 'sync:report';

interface RoleFacts {
  readonly scopes: ReadonlySet<Scope>;
  /** ASSIGNED: only tasks offered or assigned to the member, and its own notifications. */
  readonly sees: 'TEAM' | 'ASSIGNED';
  /** OWN: what it owns and what nobody owns. */
  readonly changes: 'TEAM' | 'OWN' | 'NOTHING';
}

const reading: readonly Scope[] = ['leads:read', 'activities:read', 'forms:read', 'tasks:read', 'integrations:read', 'events:read'];
const everything: ReadonlySet<Scope> = new Set<Scope>(scopes);

/** The one table of roles. Handing over and deleting a team are not scopes: they are asked of the OWNER by name. */
export const roles: Readonly<Record<Role, RoleFacts>> = {
  OWNER: { scopes: everything, sees: 'TEAM', changes: 'TEAM' },
  ADMIN: { scopes: everything, sees: 'TEAM', changes: 'TEAM' },
  SALES: { scopes: new Set([...reading, 'leads:write', 'activities:write', 'tasks:write', 'sync:run']), sees: 'TEAM', changes: 'OWN' },
  VIEWER: { scopes: new Set(reading), sees: 'TEAM', changes: 'NOTHING' },
  CONTRACTOR: { scopes: new Set(['tasks:read']), sees: 'ASSIGNED', changes: 'NOTHING' },
};

const ourselves: RoleFacts = { scopes: new Set<Scope>([...scopes, 'sync:report']), sees: 'TEAM', changes: 'TEAM' };
const service: RoleFacts = { scopes: new Set<Scope>(['events:publish', 'tasks:write', 'notifications:write', 'sync:report']), sees: 'TEAM', changes: 'TEAM' };
const visitor: RoleFacts = { scopes: new Set(), sees: 'ASSIGNED', changes: 'NOTHING' };

const isScope = (name: string): name is GrantableScope => (scopes as readonly string[]).includes(name);

/** What the table says of an actor or an audience: of a person by its role, of a key by its scopes, of our own jobs everything. */
export const rightsOf = (standing: Standing): RoleFacts => {
  switch (standing.kind) {
    case 'USER':
      return roles[standing.role];
    case 'API_KEY':
      return { scopes: new Set(standing.scopes.filter(isScope)), sees: 'TEAM', changes: 'TEAM' };
    case 'SERVICE':
      return service;
    case 'SYSTEM':
      return ourselves;
    case 'VISITOR':
      return visitor;
  }
};

export const hasScope = (standing: Standing, scope: Scope): boolean => rightsOf(standing).scopes.has(scope);

/**
 * Whether somebody may look into what others have open: their sessions, and what was sent to them. Of the scopes that
 * owners and admins alone have, it is the one that only reads.
 */
export const mayWatchOthers = (standing: Standing): boolean => hasScope(standing, 'audit:read');

/** Members and our own services follow the team's events as far as each event is for them; a key needs the scope for it. */
export const mayFollowEvents = (standing: Standing): boolean => standing.kind !== 'API_KEY' || hasScope(standing, 'events:read');
