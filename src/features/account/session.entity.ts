import { defineEntity, p } from '@mikro-orm/core';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';
import type { TeamActor } from '../../shared/actor.ts';
import type { TeamRef } from './team.entity.ts';

/** A person signed in to one team: what access tokens name, and what ends them before their time. */
export const Session = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  // Signing in asks whether a person has come from an address before; a family may be in several teams.
  ...ownedByTeamAndSystem('select'),
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    userId: p.text(),
    /** The session that the person has signed in with, its own id or that of another team: what came of it ends with it. */
    family: p.text(),
    /** Counts the refresh tokens that were issued: only the last one renews. The tokens themselves are signed, not stored. */
    generation: p.integer(),
    /** When the last one was issued: for some seconds the one before it is taken as well. */
    renewedAt: p.datetime(3).strictNullable(),
    /** Where the person signed in from. */
    ip: p.text().strictNullable(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    revokedAt: p.datetime(3).strictNullable(),
  },
  indexes: [
    { name: 'sessions_team_id_user_id', properties: ['teamId', 'userId'] },
    { name: 'sessions_family', properties: ['family'] },
  ],
});

/** What the type Viewer is resolved from: the actor of a request, or of the session that was just opened. */
export interface ViewerFacts {
  actor: TeamActor;
  team: TeamRef;
}
