import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { CrmProviderName, DuplicatePolicy } from '../../../crm/crm-provider.ts';
import { ownedByTeamAndSystem } from '../../../database/row-security.ts';
import type { StoredSelection } from './selection.ts';

export type SyncRunStatus = 'QUEUED' | 'RUNNING' | 'PAUSED' | 'SUCCEEDED' | 'CANCELLED';

/**
 * Many leads on their way to one CRM. A run is not spread over the queue: the drain of its connection takes the next
 * leads from it whenever a batch has room, so that a pause and a cancellation hold from one batch to the next, what
 * people ask for goes ahead, and a million leads take no more memory than a hundred.
 *
 *     QUEUED --first batch--> RUNNING --last row is through--> SUCCEEDED
 *     QUEUED | RUNNING --paused--> PAUSED --resumed--> RUNNING
 *     QUEUED | RUNNING | PAUSED --called off, or disconnected--> CANCELLED
 */
export const SyncRun = defineEntity({
  name: 'SyncRun',
  tableName: 'sync_runs',
  // Workers look for due runs of all teams.
  ...ownedByTeamAndSystem('select'),
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    provider: p.text().$type<CrmProviderName>(),
    status: p.text().$type<SyncRunStatus>(),
    dryRun: p.boolean(),
    duplicatePolicy: p.text().$type<DuplicatePolicy>(),
    selection: p.json<StoredSelection>(),
    /** Leads that it takes care of. */
    total: p.integer(),
    created: p.integer(),
    updated: p.integer(),
    skipped: p.integer(),
    unchanged: p.integer(),
    failed: p.integer(),
    cancelled: p.integer(),
    /** The last lead that was taken; leads are taken in the order of their ids. */
    position: p.text().strictNullable(),
    /** No further leads are taken: there are none left, or it was called off. */
    allTaken: p.boolean(),
    /** When a drain shall take more of it, or see whether its last rows are through; null: nothing to do. */
    dueAt: p.datetime(3).strictNullable(),
    /** Why it does not go on by itself just now, for people. */
    note: p.text().strictNullable(),
    /** Its speed is reckoned from here: when, and how many rows were through then. */
    measuredAt: p.datetime(3).strictNullable(),
    measuredDone: p.integer(),
    createdAt: p.datetime(3),
    startedAt: p.datetime(3).strictNullable(),
    finishedAt: p.datetime(3).strictNullable(),
  },
  uniques: [{ name: 'sync_runs_team_id_id', properties: ['teamId', 'id'] }],
  indexes: [{ name: 'sync_runs_due', expression: 'create index sync_runs_due on sync_runs (due_at) where due_at is not null' }],
});
export type SyncRunRow = InferEntity<typeof SyncRun>;

type Facts = 'id' | 'provider' | 'status' | 'dryRun' | 'duplicatePolicy' | 'total' | 'created' | 'updated' | 'skipped' | 'unchanged' | 'failed' | 'cancelled' | 'note' | 'startedAt' | 'finishedAt';

/** What the type SyncRun is resolved from: a row, or the snapshot of an event. */
export type SyncRunView = Pick<SyncRunRow, Facts> & { done: number; estimatedAt: Date | null };
