import type { LoggedEvent } from '../../events/logged-event.ts';
import { derivedId } from '../../shared/ids.ts';
import type { ActorFacts } from '../../shared/actor.ts';
import { submittedFacts, FormSubmitted } from '../form/index.ts';
import { LeadAssigned, LeadCreated, LeadDeleted, leadFacts, LeadUpdated } from '../lead/index.ts';
import { attemptOf, endedSyncs, syncFacts } from '../sync/index.ts';
import { summaryOfLead } from './summary-of-lead.ts';
import { summaryOfSync } from './summary-of-sync.ts';
import type { TimelineEntryView } from './timeline-entry.entity.ts';

/** What an entry is made from: an event that is in the log, or one that is about to be. */
export type Fact = Pick<LoggedEvent, 'kind' | 'payload' | 'actor' | 'teamId'>;

/** What is particular about an entry; `about` is unique to what it tells of. */
type Telling = Pick<TimelineEntryView, 'leadId' | 'summary' | 'data' | 'at'> & Partial<Pick<TimelineEntryView, 'attempt' | 'attemptId'>> & { about: string };

type Teller = (fact: LoggedEvent, actor: ActorFacts) => Telling | null;

/** Every change of a lead makes a version, so that the two name it. */
const tellLead: Teller = (fact, actor) => {
  const facts = leadFacts(fact);
  const { lead, changedFields, previous, previousOwner } = facts;
  const values = { ...lead } as Record<string, unknown>;
  const data = {
    CREATED: { status: lead.status, source: lead.source, ownerId: lead.ownerId },
    UPDATED: { changedFields, previous, current: Object.fromEntries(changedFields.map((field) => [field, values[field] ?? null])) },
    ASSIGNED: { ownerId: lead.ownerId, owner: lead.owner?.name ?? null, previousOwnerId: previousOwner?.id ?? null, previousOwner: previousOwner?.name ?? null },
    DELETED: {},
  }[facts.action];
  return { leadId: lead.id, about: `${lead.id} ${String(lead.version)}`, at: new Date(lead.updatedAt), summary: summaryOfLead(facts, actor), data };
};

const tellForm: Teller = (fact, { name }) => {
  const { form, submission, leadId, leadCreated } = submittedFacts(fact);
  return {
    leadId, about: submission.id, at: new Date(submission.submittedAt),
    summary: `${name} submitted the form “${form.name}”.`,
    data: { formId: form.id, formName: form.name, submissionId: submission.id, leadCreated },
  };
};

/** A contact that was given directly is nobody's lead, so it has no timeline. */
const tellSync: Teller = (fact) => {
  const { leadId } = syncFacts(fact);
  const attempt = attemptOf(fact);
  const { id, provider, status, action, contactId, dryRun, duplicatePolicy, errors, finishedAt } = attempt;
  if (leadId === null || finishedAt === null) return null;
  return {
    leadId, about: id, at: finishedAt, attempt, attemptId: id,
    summary: summaryOfSync(attempt),
    data: { provider, status, action, contactId, dryRun, duplicatePolicy, errors: errors.map(({ code }) => code) },
  };
};

const tellers = new Map<string, Teller>([
  ...[LeadCreated, LeadUpdated, LeadAssigned].map(({ kind }) => [kind, tellLead] as const),
  [FormSubmitted.kind, tellForm],
  ...endedSyncs.map(({ kind }) => [kind, tellSync] as const),
]);

/** The events that become entries, by kind. */
export const toldKinds: readonly string[] = [...tellers.keys()];

/** The end of a timeline: it goes with its lead. */
export const endKind = LeadDeleted.kind;

/**
 * The entry that an event makes; null for one that makes none. It follows from the event alone, so that what a
 * subscriber is shown is what the transaction wrote, and nothing is read to show it.
 */
export const entryOf = ({ kind, payload, actor, teamId }: Fact): TimelineEntryView | null => {
  const told = tellers.get(kind)?.({ kind, payload, actor, teamId } as LoggedEvent, actor) ?? null;
  if (told === null) return null;
  const { about, ...entry } = told;
  return { attemptId: null, ...entry, id: derivedId('entry', about), teamId, kind, actor };
};

/** The lead that an event tells of, which a submission names beside its form. */
export const leadOfEvent = (event: LoggedEvent): string => (event.kind === FormSubmitted.kind ? submittedFacts(event).leadId : event.resourceId);
