import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import { ownedByTeam } from '../../database/row-security.ts';
import type { ActorFacts } from '../../shared/actor.ts';

/** Something that matters for security. A trigger refuses to change or delete a row as long as its team is there. */
export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entries',
  ...ownedByTeam,
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    action: p.text(),
    actor: p.json<ActorFacts>(),
    ip: p.text().strictNullable(),
    target: p.text().strictNullable(),
    at: p.datetime(3),
    data: p.json<Record<string, unknown>>().strictNullable(),
  },
  indexes: [{ name: 'audit_entries_team_id', properties: ['teamId', 'id'] }],
});
export type AuditEntryRow = InferEntity<typeof AuditEntry>;
