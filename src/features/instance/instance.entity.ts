import { defineEntity, p } from '@mikro-orm/core';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';
import { APP_ROLE, SYSTEM_ROLE } from '../../database/roles.ts';

/** A process that serves sockets, as long as it says so. It is no team's: every team may see it, and none may write it. */
export const Instance = defineEntity({
  name: 'Instance',
  tableName: 'instances',
  rowLevelSecurity: 'force',
  policies: [
    { name: 'team', command: 'select', using: 'true', roles: [APP_ROLE] },
    { name: 'system', using: 'true', check: 'true', roles: [SYSTEM_ROLE] },
  ],
  properties: {
    id: p.text().primary(),
    startedAt: p.datetime(3),
    /** In the time of the database, which is the same for all; afterwards it counts as gone. */
    expiresAt: p.datetime(3),
  },
});

/** What one team has open at one process; no row where that is nothing. */
export const InstanceLoad = defineEntity({
  name: 'InstanceLoad',
  tableName: 'instance_loads',
  ...ownedByTeamAndSystem('all'),
  properties: {
    teamId: p.text().primary(),
    instanceId: p.text().primary(),
    sockets: p.integer(),
    subscriptions: p.integer(),
    groups: p.integer(),
  },
  // What goes with its instance is found by it.
  indexes: [{ name: 'instance_loads_instance_id', properties: ['instanceId'] }],
});
