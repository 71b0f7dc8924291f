import type { Tx } from '../../database/in-transaction.ts';
import { newId } from '../../shared/ids.ts';
import type { Attributes } from './lead-attributes.ts';
import { Lead, type CustomFields, type LeadEntity } from './lead.entity.ts';

/** What a new lead begins with; what is left out is empty. */
export interface NewLead extends Attributes {
  externalId?: string | null;
  ownerId?: string | null;
  customFields: CustomFields;
}

/** Writes a new lead of the team. Who may, and what is announced, is the caller's. */
export const insertLead = async (tx: Tx, lead: NewLead): Promise<LeadEntity> => {
  const now = tx.clock.now();
  const empty = { externalId: null, title: null, name: null, email: null, emailKey: null, phone: null, company: null, status: 'NEW' as const, source: null, ownerId: null };
  const created = tx.em.create(Lead, { ...empty, ...lead, id: newId('lead'), teamId: tx.actor.teamId, version: 1, createdAt: now, updatedAt: now });
  tx.em.persist(created);
  await tx.em.flush();
  return created;
};
