import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { ownedByTeam } from '../../database/row-security.ts';

export type RotationStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED';

/** A team's secrets on their way under the vault's present key. */
export const VaultRotation = defineEntity({
  name: 'VaultRotation',
  tableName: 'vault_rotations',
  ...ownedByTeam,
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    status: p.text().$type<RotationStatus>(),
    /** The key that they are sealed under then. */
    keyId: p.text(),
    /** Secrets that were under another key when it was ordered, and how many of them no longer are. */
    total: p.integer(),
    done: p.integer(),
    startedAt: p.datetime(3).strictNullable(),
    finishedAt: p.datetime(3).strictNullable(),
    createdAt: p.datetime(3),
  },
  indexes: [
    { name: 'vault_rotations_team_id', properties: ['teamId', 'createdAt'] },
    // One at a time.
    { name: 'vault_rotations_under_way', expression: 'create unique index vault_rotations_under_way on vault_rotations (team_id) where finished_at is null' },
  ],
});
export type VaultRotationRow = InferEntity<typeof VaultRotation>;

/** What the type VaultRotation is resolved from: a row, or the snapshot of an event. */
export type VaultRotationView = Pick<VaultRotationRow, 'id' | 'status' | 'total' | 'done' | 'startedAt' | 'finishedAt'>;
