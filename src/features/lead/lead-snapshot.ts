import type { Snapshot } from '../../database/in-snapshot.ts';
import { findMember, type UserRef } from '../account/index.ts';
import type { LeadRow } from './lead.entity.ts';
import type { LeadSnapshot } from './lead.events.ts';

/** The member who owns a lead, also one that has been removed since. */
export const findOwner = async (unit: Snapshot, ownerId: string | null): Promise<UserRef | null> =>
  ownerId === null ? null : ((await findMember(unit, ownerId))?.user ?? null);

/** A lead in JSON types; `owner` with the name it has now, where the row does not bring it. */
export const snapshotOf = (lead: LeadRow, owner: UserRef | null = lead.owner ?? null): LeadSnapshot => ({
  id: lead.id,
  externalId: lead.externalId,
  title: lead.title,
  name: lead.name,
  email: lead.email,
  phone: lead.phone,
  company: lead.company,
  status: lead.status,
  source: lead.source,
  ownerId: lead.ownerId,
  owner,
  customFields: lead.customFields,
  version: lead.version,
  createdAt: lead.createdAt.toISOString(),
  updatedAt: lead.updatedAt.toISOString(),
});
