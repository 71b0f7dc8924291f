import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { CrmExchange, CrmProperties, CrmProviderName, DuplicatePolicy, SyncFault } from '../../crm/crm-provider.ts';
import { ownedByTeam } from '../../database/row-security.ts';
import type { Connection } from '../../graphql/connection.ts';

export type SyncStatus = 'QUEUED' | 'RUNNING' | 'RETRYING' | 'SUCCEEDED' | 'FAILED' | 'SKIPPED' | 'CANCELLED';
export type SyncAction = 'CREATED' | 'UPDATED' | 'SKIPPED' | 'FAILED' | 'UNCHANGED';

/** One field of a dry run: what the CRM holds, what it would hold, and the rule of the mapping that decides so. */
export interface FieldDiff {
  field: string;
  before: unknown;
  after: unknown;
  rule: string | null;
}

/** One lead on its way to one CRM, from being wanted to its result; also what a dry run found. */
export const SyncAttempt = defineEntity({
  name: 'SyncAttempt',
  tableName: 'sync_attempts',
  ...ownedByTeam,
  properties: {
    id: p.text().primary(),
    teamId: p.text(),
    leadId: p.text(),
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
  indexes: [{ name: 'sync_attempts_lead', properties: ['teamId', 'leadId', 'id'] }],
});
export type SyncAttemptRow = InferEntity<typeof SyncAttempt>;

/** An attempt as resolvers get it: a row, or the snapshot of an event, which leaves the bulky parts with the row. */
export type SyncAttemptView = Omit<SyncAttemptRow, 'teamId' | 'createdAt' | 'diff' | 'requests'> & Partial<Pick<SyncAttemptRow, 'diff' | 'requests'>>;

/** A page of a lead's attempts; its total is counted only where it is asked for. */
export interface AttemptPage extends Connection<SyncAttemptRow> {
  leadId: string;
}
