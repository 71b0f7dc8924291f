import { z } from 'zod';
import type { Tx } from '../../../database/in-transaction.ts';
import { defineEvent } from '../../../events/define-event.ts';
import { emit } from '../../../events/emit.ts';
import { seesSyncs } from '../sync.policy.ts';
import { runView } from './run-view.ts';
import type { SyncRunRow, SyncRunView } from './sync-run.entity.ts';

const moment = z.iso.datetime().nullable();
const count = z.number().int();

/** A run began, a batch of it is through, it was held, paused or resumed, or it ended. */
export const SyncRunProgressed = defineEvent({
  kind: 'sync_run.progressed',
  version: 1,
  typeName: 'SyncRunEvent',
  payload: z.object({
    id: z.string(),
    provider: z.enum(['HUBSPOT', 'SALESFORCE', 'ZOHO', 'PIPEDRIVE']),
    status: z.enum(['QUEUED', 'RUNNING', 'PAUSED', 'SUCCEEDED', 'CANCELLED']),
    dryRun: z.boolean(),
    duplicatePolicy: z.enum(['SKIP', 'UPDATE', 'CREATE_NEW']),
    total: count, done: count, created: count, updated: count, skipped: count, unchanged: count, failed: count, cancelled: count,
    note: z.string().nullable(),
    startedAt: moment,
    finishedAt: moment,
    estimatedAt: moment,
  }),
  visibleTo: seesSyncs,
});
type RunPayload = z.output<(typeof SyncRunProgressed)['payload']>;

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;
const date = (text: string | null): Date | null => (text === null ? null : new Date(text));

export const announceRun = (tx: Tx, run: SyncRunRow): void => {
  const { startedAt, finishedAt, estimatedAt, ...facts } = runView(run, tx.clock.now());
  emit(tx, SyncRunProgressed, run.id, { ...facts, startedAt: iso(startedAt), finishedAt: iso(finishedAt), estimatedAt: iso(estimatedAt) });
};

/** The run as of an event. */
export const runOfEvent = (payload: unknown): SyncRunView => {
  const { startedAt, finishedAt, estimatedAt, ...facts } = payload as RunPayload;
  return { ...facts, startedAt: date(startedAt), finishedAt: date(finishedAt), estimatedAt: date(estimatedAt) };
};
