import { LockMode } from '@mikro-orm/core';
import type { Snapshot } from '../../database/in-snapshot.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { AppError, badField, notFound } from '../../shared/app-error.ts';
import { kindOfId } from '../../shared/ids.ts';
import { Lead, type LeadEntity } from './lead.entity.ts';
import { visibleLeads } from './lead.policy.ts';
import { findOwner, snapshotOf } from './lead-snapshot.ts';

/** Refuses what is no id of a lead before the database is asked, which stumbles over a NUL. */
const requireLeadId = (id: string, field: string): string => {
  if (id.trim() === '') throw badField(field, 'REQUIRED', 'Lead ID is required');
  if (kindOfId(id) !== 'lead') throw notFound('Lead');
  return id;
};

const required = (lead: LeadEntity | null): LeadEntity => {
  if (lead === null) throw notFound('Lead');
  return lead;
};

/** A lead that the actor may see. @throws AppError NOT_FOUND, also for one of another team; BAD_USER_INPUT for a blank id in `field` */
export const findVisibleLead = async ({ em, actor }: Snapshot, id: string, field = 'id'): Promise<LeadEntity> =>
  required(await em.findOne(Lead, { $and: [{ id: requireLeadId(id, field) }, visibleLeads(actor)] }));

/** A refusal that shows the lead as it is, so that a person can decide anew. */
export const leadConflict = async (tx: Tx, lead: LeadEntity, message: string): Promise<AppError> =>
  new AppError('CONFLICT', message, { current: snapshotOf(lead, await findOwner(tx, lead.ownerId)) });

/**
 * A lead that the actor may see, locked until the transaction ends: what it was before a change is exact.
 * @throws AppError NOT_FOUND; BAD_USER_INPUT for a blank id; CONFLICT with the lead as it is, where it is no longer of the version asked for
 */
export const lockLead = async (tx: Tx, id: string, version?: number | null): Promise<LeadEntity> => {
  const where = { $and: [{ id: requireLeadId(id, 'id') }, visibleLeads(tx.actor)] };
  const lead = required(await tx.em.findOne(Lead, where, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true }));
  if (version != null && version !== lead.version)
    throw await leadConflict(tx, lead, `The lead has changed: it is at version ${lead.version}. Look at it again and repeat the change on that version.`);
  return lead;
};
