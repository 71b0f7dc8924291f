import { APP_ROLE, SYSTEM_ROLE } from './roles.ts';

/** Unset is '' after a first use and NULL before it: nullif makes both match no row. */
const ofTheUnitsTeam = "team_id = nullif(current_setting('leadwire.team', true), '')";

interface Policy {
  name: string;
  command?: 'all' | 'select' | 'insert' | 'update' | 'delete';
  using?: string;
  check?: string;
  roles: string[];
}

const teamPolicy: Policy = { name: 'team', using: ofTheUnitsTeam, check: ofTheUnitsTeam, roles: [APP_ROLE] };

/** Entity options of a table that belongs to a team: a unit sees and writes the rows of its own team only. */
export const ownedByTeam: { rowLevelSecurity: 'force'; policies: Policy[] } = { rowLevelSecurity: 'force', policies: [teamPolicy] };

/** The same, and open to work across teams: `select` to find rows by, `all` where that work also writes. */
export const ownedByTeamAndSystem = (command: 'select' | 'all'): typeof ownedByTeam => ({
  rowLevelSecurity: 'force',
  policies: [
    teamPolicy,
    { name: 'system', command, using: 'true', ...(command === 'all' ? { check: 'true' } : {}), roles: [SYSTEM_ROLE] },
  ],
});
