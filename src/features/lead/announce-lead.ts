import type { Tx } from '../../database/in-transaction.ts';
import { emit } from '../../events/emit.ts';
import type { UserRef } from '../account/index.ts';
import type { LeadRow } from './lead.entity.ts';
import { LeadAssigned, LeadCreated, LeadDeleted, LeadUpdated, type LeadFacts, type LeadTags } from './lead.events.ts';
import { snapshotOf } from './lead-snapshot.ts';

const events = { CREATED: LeadCreated, UPDATED: LeadUpdated, DELETED: LeadDeleted, ASSIGNED: LeadAssigned };

/** What became of a lead, where it is not told by the lead itself. */
interface LeadChange {
  action: LeadFacts['action'];
  owner: UserRef | null;
  /** Null for a new lead. */
  before: LeadTags | null;
  changedFields?: string[];
  previous?: Record<string, unknown>;
  previousOwner?: UserRef | null;
}

export const tagsOf = ({ ownerId, status }: LeadTags): LeadTags => ({ ownerId, status });

/** Announces what became of a lead, with the lead as it is now. */
export const announceLead = (tx: Tx, lead: LeadRow, change: LeadChange): void =>
  emit(tx, events[change.action], lead.id, {
    action: change.action,
    lead: snapshotOf(lead, change.owner),
    changedFields: change.changedFields ?? [],
    previous: change.previous ?? {},
    previousOwner: change.previousOwner ?? null,
    before: change.before,
    after: change.action === 'DELETED' ? null : tagsOf(lead),
  });
