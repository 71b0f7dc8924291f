import { hasScope, roles, scopes, rightsOf, type Scope } from '../../../src/features/account/roles.ts';
import type { Role, Standing } from '../../../src/shared/actor.ts';

const person = (role: Role): Standing => ({ kind: 'USER', role });

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
      expect(hasScope({ kind: 'SYSTEM' }, scope)).toBe(true);
      expect(hasScope({ kind: 'VISITOR' }, scope)).toBe(false);
    }
  });

  it('shows rows of the whole team to everyone but contractors [A3]', () => {
    expect((Object.keys(roles) as Role[]).filter((role) => rightsOf(person(role)).sees === 'TEAM')).toEqual(['OWNER', 'ADMIN', 'SALES', 'VIEWER']);
  });

  it('gives a key its scopes and no others, none that is not of the list, and never to state a result [A5]', () => {
    const key: Standing = { kind: 'API_KEY', scopes: ['leads:read', 'sync:report', 'everything'] };
    expect([...scopes, 'sync:report' as const].filter((scope) => hasScope(key, scope))).toEqual(['leads:read']);
  });

  it('lets our own services publish, and read nothing [A6]', () => {
    expect([...rightsOf({ kind: 'SERVICE' }).scopes].sort()).toEqual(['events:publish', 'notifications:write', 'sync:report', 'tasks:write']);
  });
});
