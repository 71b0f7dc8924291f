import { z } from 'zod';
import { defineEvent } from '../../events/define-event.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';
import { emailKey } from '../../shared/contact-keys.ts';
import { leadStatuses, type LeadRow } from './lead.entity.ts';
import { canListLeads } from './lead.policy.ts';

const person = z.object({ id: z.string(), name: z.string(), email: z.string() });

/** A lead in JSON types, as events carry it. */
export const leadSnapshot = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  title: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  company: z.string().nullable(),
  status: z.enum(leadStatuses),
  source: z.string().nullable(),
  ownerId: z.string().nullable(),
  owner: person.nullable(),
  customFields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  version: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type LeadSnapshot = z.output<typeof leadSnapshot>;

/** What filters and policies ask of a lead. */
const tags = z.object({ ownerId: z.string().nullable(), status: z.enum(leadStatuses) });
export type LeadTags = z.output<typeof tags>;

const payload = z.object({
  action: z.enum(['CREATED', 'UPDATED', 'DELETED', 'ASSIGNED']),
  /** As of the commit; of a deleted lead its last state. */
  lead: leadSnapshot,
  changedFields: z.array(z.string()),
  previous: z.record(z.string(), z.unknown()),
  previousOwner: person.nullable(),
  /** Null for a new lead. */
  before: tags.nullable(),
  /** Null for a deleted one. */
  after: tags.nullable(),
});
export type LeadFacts = z.output<typeof payload>;

const leadEvent = (kind: string) => defineEvent({ kind, version: 1, payload, typeName: 'LeadEvent', visibleTo: canListLeads });

export const LeadCreated = leadEvent('lead.created');
export const LeadUpdated = leadEvent('lead.updated');
export const LeadDeleted = leadEvent('lead.deleted');
export const LeadAssigned = leadEvent('lead.assigned');

/** The facts of a lead event out of the log. Version 1 is the only one so far. */
export const leadFacts = ({ payload }: LoggedEvent): LeadFacts => payload as LeadFacts;

/** A snapshot as a row: what the resolvers of Lead read. */
export const leadOfSnapshot = ({ createdAt, updatedAt, ...rest }: LeadSnapshot): LeadRow => ({
  ...rest,
  emailKey: rest.email === null ? null : emailKey(rest.email),
  createdAt: new Date(createdAt),
  updatedAt: new Date(updatedAt),
});
