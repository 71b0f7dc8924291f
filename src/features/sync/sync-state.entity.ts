import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { CrmProviderName, DuplicatePolicy } from '../../crm/crm-provider.ts';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';
import type { SyncStatus } from './sync-attempt.entity.ts';

/** In the place of `sentHash` while a row is RUNNING: it was asked for by hand, so that what follows is sent in any case. */
export const SEND_AGAIN = '';

/**
 * What a lead owes a CRM: one row per lead and provider. A row with a `dueAt` in the past is work; a drain claims it,
 * pushes it and clears or moves `dueAt`. The row is the truth, jobs only wake somebody.
 *
 *     (none | SUCCEEDED | SKIPPED | FAILED) --wanted--> QUEUED --claimed--> RUNNING --result--> SUCCEEDED | SKIPPED | FAILED
 *                                                          ^                   |--fault that passes--> RETRYING --claimed--> RUNNING
 *                                                          '--- wanted again while it ran ---'
 */
export const SyncState = defineEntity({
  name: 'SyncState',
  tableName: 'sync_states',
  // Workers look for due rows of all teams.
  ...ownedByTeamAndSystem('select'),
  properties: {
    teamId: p.text().primary(),
    leadId: p.text().primary(),
    provider: p.text().$type<CrmProviderName>().primary(),
    /** Grows whenever the lead is wanted in the CRM again. */
    wanted: p.integer(),
    /** `wanted` as of the claim: larger now means that the lead has changed under way. */
    claimedWanted: p.integer().strictNullable(),
    status: p.text().$type<SyncStatus>(),
    duplicatePolicy: p.text().$type<DuplicatePolicy>(),
    /** The attempt that is open, else the last one. */
    attemptId: p.text().strictNullable(),
    /** When a drain shall take it; null: nothing to do. While RUNNING: when the claim lapses. */
    dueAt: p.datetime(3).strictNullable(),
    /** Failed tries in a row. */
    tries: p.integer(),
    /** The drain that holds it. A result of any other drain is too late and is dropped. */
    claim: p.text().strictNullable(),
    externalId: p.text().strictNullable(),
    /** Hash of what was last sent: the same again needs no call. */
    sentHash: p.text().strictNullable(),
    lastSyncedAt: p.datetime(3).strictNullable(),
  },
  indexes: [
    { name: 'sync_states_due', expression: 'create index sync_states_due on sync_states (due_at) where due_at is not null' },
  ],
});
export type SyncStateRow = InferEntity<typeof SyncState>;
