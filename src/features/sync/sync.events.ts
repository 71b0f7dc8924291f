import { z } from 'zod';
import type { Tx } from '../../database/in-transaction.ts';
import { defineEvent } from '../../events/define-event.ts';
import { emit } from '../../events/emit.ts';
import type { SyncAttemptRow, SyncStatus } from './sync-attempt.entity.ts';
import { seesSyncs } from './sync.policy.ts';

const attemptSnapshot = z.object({
  id: z.string(),
  leadId: z.string(),
  provider: z.enum(['HUBSPOT', 'SALESFORCE', 'ZOHO', 'PIPEDRIVE']),
  status: z.enum(['QUEUED', 'RUNNING', 'RETRYING', 'SUCCEEDED', 'FAILED', 'SKIPPED', 'CANCELLED']),
  action: z.enum(['CREATED', 'UPDATED', 'SKIPPED', 'FAILED', 'UNCHANGED']).nullable(),
  contactId: z.string().nullable(),
  message: z.string(),
  dryRun: z.boolean(),
  duplicatePolicy: z.enum(['SKIP', 'UPDATE', 'CREATE_NEW']),
  payload: z.record(z.string(), z.unknown()).nullable(),
  errors: z.array(z.custom<SyncAttemptRow['errors'][number]>()),
  mappingVersion: z.number().nullable(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
});

const syncEvent = (status: SyncStatus) =>
  defineEvent({
    kind: `sync.${status.toLowerCase()}`,
    version: 1,
    typeName: 'CrmSyncEvent',
    payload: z.object({ provider: attemptSnapshot.shape.provider, leadId: z.string(), status: attemptSnapshot.shape.status, attempt: attemptSnapshot }),
    visibleTo: seesSyncs,
  });

/** One kind per state that an attempt can reach. */
export const syncEvents = {
  QUEUED: syncEvent('QUEUED'),
  RUNNING: syncEvent('RUNNING'),
  RETRYING: syncEvent('RETRYING'),
  SUCCEEDED: syncEvent('SUCCEEDED'),
  FAILED: syncEvent('FAILED'),
  SKIPPED: syncEvent('SKIPPED'),
  CANCELLED: syncEvent('CANCELLED'),
} satisfies Record<SyncStatus, unknown>;

export type SyncEventPayload = z.output<(typeof syncEvents)['QUEUED']['payload']>;

/** Announces the state that an attempt is in now. What it sent and received stays with the attempt's row. */
export const announce = (tx: Tx, attempt: SyncAttemptRow): void => {
  const { id, leadId, provider, status, action, contactId, message, dryRun, duplicatePolicy, payload, errors, mappingVersion } = attempt;
  emit(tx, syncEvents[status], leadId, {
    provider,
    leadId,
    status,
    attempt: {
      id, leadId, provider, status, action, contactId, message, dryRun, duplicatePolicy, payload, errors, mappingVersion,
      startedAt: attempt.startedAt?.toISOString() ?? null,
      finishedAt: attempt.finishedAt?.toISOString() ?? null,
    },
  });
};
