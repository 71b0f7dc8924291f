import { defineEntity, p, type InferEntity } from '@mikro-orm/core';
import type { CrmProperties, CrmProviderName, DuplicatePolicy, SyncFaultCode } from '../../crm/crm-provider.ts';
import { ownedByTeamAndSystem } from '../../database/row-security.ts';
import type { ActorFacts } from '../../shared/actor.ts';
import type { SyncStatus } from './sync-attempt.entity.ts';

/** In the place of `sentHash` while a row is RUNNING: it was asked for by hand, so that what follows is sent in any case. */
export const SEND_AGAIN = '';

/** A contact that is no lead of ours, as somebody gave it. */
export interface GivenContact {
  /** What addresses are compared by; null: it has none. */
  emailKey: string | null;
  /** The CRM's object that it was spelled for; absent from what an earlier release has stored. */
  object?: string;
  /** As the CRM names them. */
  properties: CrmProperties;
}

/** Tries in vain after which a row is shown to people, although it is tried again by itself: some minutes, as pauses double. */
const SHOWN_FROM_TRIES = 10;

/**
 * What people find on their list, as a condition in SQL: what is refused for good, what waits until somebody connects
 * again, and what was tried in vain too often. The index on it knows the number as well.
 */
export const isFailing = `dismissed_at is null and (status = 'FAILED' or (status = 'RETRYING' and due_at is null) or (status in ('RETRYING', 'RUNNING') and tries >= ${String(SHOWN_FROM_TRIES)}))`;

/**
 * What a CRM is owed: one row per lead and provider, and one per contact that was given directly, until it is there. A row with a `dueAt` in the past is work; a drain claims it,
 * pushes it and clears or moves `dueAt`. The row is the truth, jobs only wake somebody.
 *
 *     (none | SUCCEEDED | SKIPPED | FAILED) --wanted--> QUEUED --claimed--> RUNNING --result--> SUCCEEDED | SKIPPED | FAILED
 *                                                          ^                   |--fault that passes--> RETRYING --claimed--> RUNNING
 *                                                          '--- wanted again while it ran ---'
 *     QUEUED | RUNNING | RETRYING --disconnected--> CANCELLED --wanted--> QUEUED
 *     QUEUED | RETRYING --the rule leaves it out--> SKIPPED
 */
export const SyncState = defineEntity({
  name: 'SyncState',
  tableName: 'sync_states',
  // Workers look for due rows of all teams.
  ...ownedByTeamAndSystem('select'),
  properties: {
    teamId: p.text().primary(),
    /** The lead's id; of a contact the id of its only attempt. */
    subjectId: p.text().primary(),
    provider: p.text().$type<CrmProviderName>().primary(),
    /** Null for a contact. */
    leadId: p.text().strictNullable(),
    /** Null for a lead, which is mapped when it is sent. */
    contact: p.json<GivenContact>().strictNullable(),
    /** Grows whenever the lead is wanted in the CRM again. */
    wanted: p.integer(),
    /** `wanted` as of the claim: larger now means that the lead has changed under way. */
    claimedWanted: p.integer().strictNullable(),
    status: p.text().$type<SyncStatus>(),
    duplicatePolicy: p.text().$type<DuplicatePolicy>(),
    /** A person waits for it: claimed before what follows from a change. */
    byHand: p.boolean().default(false),
    /** The run on whose behalf alone an attempt is open: it is called off with it. */
    runId: p.text().strictNullable(),
    /** Somebody has named the lead, by hand or by a form: it is sent also where the connection's rule leaves it out. */
    pastRule: p.boolean().default(false),
    /** The rule has left it out, and that has been said: its changes are passed over until it is wanted again. */
    leftRule: p.boolean().default(false),
    /** The attempt that is open, else the last one. */
    attemptId: p.text().strictNullable(),
    /** When a drain shall take it; null: nothing to do. While RUNNING: when the claim lapses. */
    dueAt: p.datetime(3).strictNullable(),
    /** Failed tries in a row. */
    tries: p.integer(),
    /** The drain that holds it, also where it was cancelled meanwhile. A result of any other drain is too late and is dropped. */
    claim: p.text().strictNullable(),
    externalId: p.text().strictNullable(),
    /** Hash of what was last sent: the same again needs no call. */
    sentHash: p.text().strictNullable(),
    /** What a create was about to send, whose answer is out, where nothing but that tells the contact from one of others. */
    creating: p.json<CrmProperties>().strictNullable(),
    lastSyncedAt: p.datetime(3).strictNullable(),
    /** Of the last failure since it last succeeded; whether it counts is for `status` to say. */
    faultCode: p.text().$type<SyncFaultCode>().strictNullable(),
    faultHint: p.text().strictNullable(),
    /** When it first failed with this code; over all attempts that followed. */
    failingSince: p.datetime(3).strictNullable(),
    failedAt: p.datetime(3).strictNullable(),
    /** Somebody has taken this failure off the list; the next one is on it again. */
    dismissedAt: p.datetime(3).strictNullable(),
    dismissedBy: p.json<ActorFacts>().strictNullable(),
  },
  indexes: [
    { name: 'sync_states_lead', properties: ['teamId', 'leadId'] },
    { name: 'sync_states_run', expression: 'create index sync_states_run on sync_states (team_id, run_id) where run_id is not null' },
    { name: 'sync_states_queue', expression: 'create index sync_states_queue on sync_states (team_id, provider, due_at, subject_id) where due_at is not null' },
    { name: 'sync_states_due', expression: 'create index sync_states_due on sync_states (due_at) where due_at is not null' },
    { name: 'sync_states_failing', expression: `create index sync_states_failing on sync_states (team_id, provider, subject_id) where ${isFailing}` },
  ],
});
export type SyncStateRow = InferEntity<typeof SyncState>;

/** What is on nobody's list any more, and was never put aside. */
export const notDismissed = { dismissedAt: null, dismissedBy: null } satisfies Partial<SyncStateRow>;
export const notFailing = { faultCode: null, faultHint: null, failingSince: null, failedAt: null, ...notDismissed } satisfies Partial<SyncStateRow>;

/** It waits, or a drain has it. */
export const isUnderWay = ({ status }: Pick<SyncStateRow, 'status'>): boolean => status === 'QUEUED' || status === 'RETRYING' || status === 'RUNNING';
