import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';

/** A key for a program of the team's own. Its secret is shown once and never stored. */
export const ApiKey = defineEntity({
  name: 'ApiKey',
  tableName: 'api_keys',
  // A secret does not say which team it is for.
  ...ownedByTeamAndSystem('select'),
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    name: p.text(),
    /** How the secret begins, to recognise it by. */
    prefix: p.text(),
    /** SHA-256 of the secret, in hex: it is random, so nothing slower is needed. */
    secretHash: p.text().unique('api_keys_secret_hash'),
    /** The secret before it, which works until `previousUntil`. */
    previousSecretHash: p.text().unique('api_keys_previous_secret_hash').strictNullable(),
    previousUntil: p.datetime(3).strictNullable(),
    scopes: p.json<string[]>(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3).strictNullable(),
    revokedAt: p.datetime(3).strictNullable(),
    lastUsedAt: p.datetime(3).strictNullable(),
  },
  indexes: [{ name: 'api_keys_team_id', properties: ['teamId', 'id'] }],
});
export type ApiKeyRow = InferEntity<typeof ApiKey>;
