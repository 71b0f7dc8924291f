import type { FilterQuery } from '@mikro-orm/core';
import type { TeamActor } from '../../../shared/actor.ts';
import { badField } from '../../../shared/app-error.ts';
import type { LeadRule } from '../../integration/index.ts';
import { leadsMatching, type LeadEntity, type LeadFilter } from '../../lead/index.ts';

/** Most leads that a run takes by their ids; more are chosen by a filter. */
const IDS_MAX = 1_000;

export interface LeadSelection {
  ids?: readonly string[] | null;
  filter?: LeadFilter | null;
}

/** Which leads a run takes, as JSON holds it. */
export interface StoredSelection {
  /** In the order of a sort. */
  ids: string[] | null;
  filter: (Omit<LeadFilter, 'createdAfter' | 'createdBefore'> & { createdAfter?: string | null; createdBefore?: string | null }) | null;
  /** Only what this person owns, and what nobody owns; null: also what others own. */
  ownedBy: string | null;
  /** The newest lead as of the order: what is created later is none of its. */
  until: string;
  /** Of a dry run by a filter: the rule that leads are held to; null: none. Other runs are held to the one in force when their leads are sent. */
  rule: LeadRule | null;
}

/** @throws AppError BAD_USER_INPUT for no ids at all, and for too many */
export const checkIds = ({ ids }: LeadSelection): void => {
  if (ids?.length === 0) throw badField('leads.ids', 'REQUIRED', 'leads.ids is empty: name at least one lead.');
  if (ids && ids.length > IDS_MAX) throw badField('leads.ids', 'TOO_MANY', `leads.ids takes at most ${IDS_MAX} leads; choose more by leads.filter.`);
};

export const toStored = ({ ids, filter }: LeadSelection, { ownedBy, until, rule }: Pick<StoredSelection, 'ownedBy' | 'until' | 'rule'>): StoredSelection => ({
  ids: ids ? [...new Set(ids)].sort() : null,
  filter: filter ? { ...filter, createdAfter: filter.createdAfter?.toISOString() ?? null, createdBefore: filter.createdBefore?.toISOString() ?? null } : null,
  ownedBy,
  until,
  rule,
});

const date = (iso: string | null | undefined) => (iso == null ? null : new Date(iso));

/** The selection as a condition on the leads that the actor may see. @throws AppError BAD_USER_INPUT for a bad filter */
export const leadsOf = (actor: TeamActor, { ids, filter, ownedBy, until }: StoredSelection): FilterQuery<LeadEntity> => ({
  $and: [
    ids ? { $and: [leadsMatching(actor, {}), { id: { $in: ids } }] } : leadsMatching(actor, { ...filter, createdAfter: date(filter?.createdAfter), createdBefore: date(filter?.createdBefore) }),
    { id: { $lte: until } },
    ...(ownedBy === null ? [] : [{ $or: [{ ownerId: null }, { ownerId: ownedBy }] }]),
  ],
});

/** Those of them that a run has not come to: leads are taken in the order of their ids. */
export const leadsLeft = (actor: TeamActor, { selection, position }: { selection: StoredSelection; position: string | null }): FilterQuery<LeadEntity> => ({
  $and: [leadsOf(actor, selection), ...(position === null ? [] : [{ id: { $gt: position } }])],
});
