import { defineEntity, p } from '@mikro-orm/core';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';
import type { TeamActor } from '../../shared/actor.ts';
import type { TeamRef } from './team.entity.ts';

/** A person signed in to one team: what access tokens name, and what ends them before their time. */
export const Session = defineEntity({
  name: 'Session',
  tableName: 'sessions',
  // A refresh token does not say which team it is for.
  ...ownedByTeamAndSystem('select'),
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    userId: p.text(),
    /** SHA-256 of the refresh token, in hex: whoever reads the table cannot renew a session. */
    refreshTokenHash: p.text().unique('sessions_refresh_token_hash'),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    revokedAt: p.datetime(3).strictNullable(),
  },
  indexes: [{ name: 'sessions_team_id_user_id', properties: ['teamId', 'userId'] }],
});

/** What the type Viewer is resolved from: the actor of a request, or of the session that was just opened. */
export interface ViewerFacts {
  actor: TeamActor;
  team: TeamRef;
}
