import { hasScope, roles, scopes, seesTeam, type Scope } from '../../../src/features/account/roles.ts';
import type { Role, TeamActor } from '../../../src/shared/actor.ts';

const person = (role: Role): TeamActor => ({ kind: 'USER', teamId: 'team_a', id: 'user_a', name: 'Ada', email: 'ada@example.com', role, sessionId: 'session_a' });

/** Who may what, as it was settled; a scope that is not in a row is refused to that role. */
const table: Record<Role, readonly Scope[]> = {
  OWNER: scopes,
  ADMIN: scopes,
  SALES: [
    'leads:read', 'leads:write', 'activities:read', 'activities:write', 'forms:read', 'tasks:read', 'tasks:write',
    'integrations:read', 'events:read', 'sync:run',
  ],
  VIEWER: ['leads:read', 'activities:read', 'forms:read', 'tasks:read', 'integrations:read', 'events:read'],
  CONTRACTOR: ['tasks:read'],
};

describe('roles', () => {
  it.each(Object.keys(table) as Role[])('%s has exactly the scopes of the table [A3]', (role) => {
    expect(scopes.filter((scope) => hasScope(person(role), scope)).sort()).toEqual([...table[role]].sort());
  });

  it('lets our own jobs do everything and a visitor nothing [A3]', () => {
    for (const scope of scopes) {
      expect(hasScope({ kind: 'SYSTEM', teamId: 'team_a', job: 'sync' }, scope)).toBe(true);
      expect(hasScope({ kind: 'VISITOR', teamId: 'team_a' }, scope)).toBe(false);
    }
  });

  it('shows rows of the whole team to everyone but contractors [A3]', () => {
    expect((Object.keys(roles) as Role[]).filter(seesTeam)).toEqual(['OWNER', 'ADMIN', 'SALES', 'VIEWER']);
    expect(seesTeam(null)).toBe(true);
  });
});
