import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { CrmExchange, CrmProperties, CrmProviderName, DuplicatePolicy, SyncFault } from '../../crm/crm-provider.ts';
import { ownedByTeam } from '../../database/row-security.ts';
import type { Connection } from '../../graphql/connection.ts';

export const syncStatuses = ['QUEUED', 'RUNNING', 'RETRYING', 'SUCCEEDED', 'FAILED', 'SKIPPED', 'CANCELLED'] as const;
export type SyncStatus = (typeof syncStatuses)[number];
export type SyncAction = 'CREATED' | 'UPDATED' | 'SKIPPED' | 'FAILED' | 'UNCHANGED';

/** One field of a dry run: what the CRM holds, what it would hold, and the rule of the mapping that decides so. */
export interface FieldDiff {
  field: string;
  before: unknown;
  after: unknown;
  rule: string | null;
}

/** One lead, or a contact that was given directly, on its way to one CRM, from being wanted to its result; also what a dry run found. */
export const SyncAttempt = defineEntity({
  name: 'SyncAttempt',
  tableName: 'sync_attempts',
  ...ownedByTeam,
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    leadId: p.text().strictNullable(),
    /** The run that it is a row of. */
    runId: p.text().strictNullable(),
    provider: p.text().$type<CrmProviderName>(),
    status: p.text().$type<SyncStatus>(),
    action: p.text().$type<SyncAction>().strictNullable(),
    contactId: p.text().strictNullable(),
    message: p.text(),
    dryRun: p.boolean(),
    duplicatePolicy: p.text().$type<DuplicatePolicy>(),
    payload: p.json<CrmProperties>().strictNullable(),
    diff: p.json<FieldDiff[]>(),
    errors: p.json<SyncFault[]>(),
    requests: p.json<CrmExchange[]>(),
    mappingVersion: p.integer().strictNullable(),
    createdAt: p.datetime(3),
    startedAt: p.datetime(3).strictNullable(),
    finishedAt: p.datetime(3).strictNullable(),
  },
  uniques: [{ name: 'sync_attempts_team_id', properties: ['teamId', 'id'] }],
  indexes: [
    { name: 'sync_attempts_lead', properties: ['teamId', 'leadId', 'id'] },
    { name: 'sync_attempts_run', expression: 'create index sync_attempts_run on sync_attempts (team_id, run_id, id) where run_id is not null' },
    { name: 'sync_attempts_run_open', expression: 'create index sync_attempts_run_open on sync_attempts (team_id, run_id) where run_id is not null and finished_at is null' },
    // What ended when, and what has not: of nothing that changes before the end, so that only that last update pays for it.
    { name: 'sync_attempts_finished', expression: 'create index sync_attempts_finished on sync_attempts (team_id, provider, finished_at) where not dry_run' },
  ],
});
export type SyncAttemptRow = InferEntity<typeof SyncAttempt>;

/** An attempt as resolvers get it: a row, or the snapshot of an event, which leaves the bulky parts with the row. */
export type SyncAttemptView = Omit<SyncAttemptRow, 'teamId' | 'createdAt' | 'diff' | 'requests'> & Partial<Pick<SyncAttemptRow, 'diff' | 'requests'>>;

/** A page of attempts; their total is counted only where it is asked for. */
export interface AttemptPage extends Connection<SyncAttemptRow> {
  count: () => Promise<number>;
}

/** What the type SyncStats is resolved from; its errors are counted only where they are asked for. */
export interface SyncStatsView {
  provider: CrmProviderName;
  /** When its window began. */
  since: Date;
  total: number;
  succeeded: number;
  failed: number;
  skipped: number;
  unchanged: number;
  successRate: number | null;
  p50Ms: number | null;
  p95Ms: number | null;
  lastSyncAt: Date | null;
}
