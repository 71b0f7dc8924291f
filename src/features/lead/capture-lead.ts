import { LockMode } from '@mikro-orm/core';
import type { Tx } from '../../database/in-transaction.ts';
import { forbidden } from '../../shared/app-error.ts';
import { checkInput, type Faults } from '../../shared/check-input.ts';
import { cleanLine } from '../../shared/clean-text.ts';
import { phoneKey } from '../../shared/contact-keys.ts';
import { announceLead, tagsOf } from './announce-lead.ts';
import { applyChanges } from './apply-changes.ts';
import { insertLead } from './insert-lead.ts';
import { readAttributes, type Attributes } from './lead-attributes.ts';
import { Lead, type CustomFields, type CustomValue, type LeadEntity, type LeadRow } from './lead.entity.ts';
import { canCaptureLead } from './lead.policy.ts';
import { leadOfSnapshot } from './lead.events.ts';
import { findOwner, snapshotOf } from './lead-snapshot.ts';
import { customLeadFields } from './list-lead-fields.ts';
import { lockName } from './lock-name.ts';
import { readCapturedFields } from './read-captured-fields.ts';

export type OnExisting = 'FILL_IF_EMPTY' | 'OVERWRITE' | 'SKIP';

/** What a visitor told of itself. A value that is absent or null says nothing, so it blanks out nothing. */
export interface CapturedLead {
  attributes: { email?: string | null; name?: string | null; phone?: string | null; company?: string | null; title?: string | null };
  customFields?: Readonly<Record<string, CustomValue | null>>;
  /** Where it came from, as `Lead.source` shows it. */
  source: string;
  onExisting: OnExisting;
}

interface Given {
  attributes: Attributes;
  customFields: CustomFields;
}

/** A number that cannot be brought into E.164 is kept as it was written, as the custom field `phone`: no lead is lost over it. */
const readGiven = async (tx: Tx, { attributes: { phone, ...attributes }, customFields, source }: CapturedLead): Promise<Given> => {
  const defined = await customLeadFields(tx);
  return checkInput((faults: Faults) => {
    const written = phone == null ? null : cleanLine(phone, { field: 'phone' }, faults);
    const number = written === null ? null : phoneKey(written);
    return {
      attributes: { ...readAttributes({ ...attributes, source }, faults), phone: number },
      customFields: readCapturedFields({ ...customFields, ...(written !== null && number === null ? { phone: written } : {}) }, defined),
    };
  });
};

const findByEmail = (tx: Tx, emailKey: string): Promise<LeadEntity | null> =>
  tx.em.findOne(Lead, { teamId: tx.actor.teamId, emailKey }, { orderBy: { createdAt: 'asc', id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE });

/** What the policy lets through: never a null, never the address that the lead was found by, never another source. */
const changesFor = (lead: LeadEntity, { attributes, customFields }: Given, onExisting: 'FILL_IF_EMPTY' | 'OVERWRITE'): Attributes & { customFields: CustomFields } => {
  const changes: Attributes = {};
  for (const name of ['title', 'name', 'phone', 'company', 'source'] as const) {
    const value = attributes[name];
    if (value != null && (lead[name] === null || (onExisting === 'OVERWRITE' && name !== 'source'))) changes[name] = value;
  }
  const merged = onExisting === 'OVERWRITE' ? { ...lead.customFields, ...customFields } : { ...customFields, ...lead.customFields };
  return { ...changes, customFields: merged };
};

const addToLead = async (tx: Tx, lead: LeadEntity, given: Given, onExisting: OnExisting): Promise<LeadRow> => {
  const owner = await findOwner(tx, lead.ownerId);
  const before = tagsOf(lead);
  const difference = onExisting === 'SKIP' ? null : applyChanges(lead, changesFor(lead, given, onExisting), tx.clock.now());
  if (difference && difference.changedFields.length > 0) {
    await tx.em.flush();
    announceLead(tx, lead, { action: 'UPDATED', owner, before, ...difference });
  }
  return leadOfSnapshot(snapshotOf(lead, owner));
};

/**
 * Turns what a visitor told into a lead: into the one with the same address (the oldest, if there are several), else
 * into a new one. The lead comes with its owner, as events show it. Of submissions with the same address at the same time one creates and the others find.
 * @throws AppError FORBIDDEN; BAD_USER_INPUT for an address that is none and for text that is too long
 */
export const captureLead = async (tx: Tx, captured: CapturedLead): Promise<{ lead: LeadRow; created: boolean }> => {
  if (!canCaptureLead(tx.actor)) throw forbidden('submit leads');
  const given = await readGiven(tx, captured);
  const { emailKey } = given.attributes;
  if (emailKey != null) {
    await lockName(tx, 'email', emailKey);
    const lead = await findByEmail(tx, emailKey);
    if (lead !== null) return { lead: await addToLead(tx, lead, given, captured.onExisting), created: false };
  }
  const lead = await insertLead(tx, { ...given.attributes, customFields: given.customFields });
  announceLead(tx, lead, { action: 'CREATED', owner: null, before: null });
  return { lead: leadOfSnapshot(snapshotOf(lead, null)), created: true };
};
