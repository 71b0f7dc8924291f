import { z } from 'zod';
import type { Tx } from '../../database/in-transaction.ts';
import { defineEvent } from '../../events/define-event.ts';
import { emit } from '../../events/emit.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';
import type { SyncAttemptRow, SyncAttemptView, SyncStatus } from './sync-attempt.entity.ts';
import { seesSyncs } from './sync.policy.ts';

const attemptSnapshot = z.object({
  id: z.string(),
  /** Null for a contact that was given directly. */
  leadId: z.string().nullable(),
  runId: z.string().nullable().default(null),
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

const syncEvent = (word: SyncStatus | 'PREVIEWED') =>
  defineEvent({
    kind: `sync.${word.toLowerCase()}`,
    version: 1,
    typeName: 'CrmSyncEvent',
    payload: z.object({ provider: attemptSnapshot.shape.provider, leadId: z.string().nullable(), status: attemptSnapshot.shape.status, attempt: attemptSnapshot }),
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

/** The CRM refused a lead or a contact for good. */
export const SyncFailed = syncEvents.FAILED;

/** A dry run has ended: a kind of its own, so that nobody who counts syncs takes it for one. */
export const SyncPreviewed = syncEvent('PREVIEWED');

/** The kinds by which attempts end, dry runs included. */
export const endedSyncs = [syncEvents.SUCCEEDED, syncEvents.FAILED, syncEvents.SKIPPED, syncEvents.CANCELLED, SyncPreviewed];

const payloadOf = (attempt: SyncAttemptRow): SyncEventPayload => {
  const { id, leadId, runId, provider, status, action, contactId, message, dryRun, duplicatePolicy, payload, errors, mappingVersion } = attempt;
  return {
    provider,
    leadId,
    status,
    attempt: {
      id, leadId, runId, provider, status, action, contactId, message, dryRun, duplicatePolicy, payload, errors, mappingVersion,
      startedAt: attempt.startedAt?.toISOString() ?? null,
      finishedAt: attempt.finishedAt?.toISOString() ?? null,
    },
  };
};

/** Announces the state that an attempt is in now. What it sent and received stays with the attempt's row. */
export const announce = (tx: Tx, attempt: SyncAttemptRow): void => {
  emit(tx, syncEvents[attempt.status], attempt.leadId ?? attempt.id, payloadOf(attempt));
};

/** Announces the end of a dry run to those who follow its lead; of a contact that was given directly there is nobody to tell. */
export const announcePreview = (tx: Tx, attempt: SyncAttemptRow): void => {
  if (attempt.leadId !== null) emit(tx, SyncPreviewed, attempt.leadId, payloadOf(attempt));
};

/** The facts of a sync event out of the log. Version 1 is the only one so far. */
export const syncFacts = ({ payload }: Pick<LoggedEvent, 'payload'>): SyncEventPayload => payload as SyncEventPayload;

const date = (iso: string | null) => (iso === null ? null : new Date(iso));

/** The attempt as of an event, as resolvers read it. */
export const attemptOf = (event: Pick<LoggedEvent, 'payload'>): SyncAttemptView => {
  const { attempt } = syncFacts(event);
  return { ...attempt, startedAt: date(attempt.startedAt), finishedAt: date(attempt.finishedAt) };
};
