import type { FilterQuery } from '@mikro-orm/core';
import type { TeamActor } from '../../shared/actor.ts';
import { badField } from '../../shared/app-error.ts';
import { emailKey } from '../../shared/contact-keys.ts';
import { kindOfId } from '../../shared/ids.ts';
import type { LeadEntity, LeadStatus } from './lead.entity.ts';
import { visibleLeads } from './lead.policy.ts';

/** Which leads; all conditions given must hold. */
export interface LeadFilter {
  status?: readonly LeadStatus[] | null;
  ownerId?: string | null;
  unowned?: boolean | null;
  search?: string | null;
  email?: string | null;
  createdAfter?: Date | null;
  createdBefore?: Date | null;
}

/** Longest search text, and most words of it. */
const SEARCH_MAX = 200;
const WORDS_MAX = 8;

/** Every word must occur somewhere; the characters that LIKE reads as patterns mean themselves. */
const containing = (search: string): FilterQuery<LeadEntity>[] => {
  const words = search.trim().split(/\s+/u).filter((word) => word !== '');
  if (search.length > SEARCH_MAX || words.length > WORDS_MAX)
    throw badField('filter.search', 'TOO_LONG', `filter.search takes at most ${WORDS_MAX} words and ${SEARCH_MAX} characters`);
  if (search.includes('\0')) throw badField('filter.search', 'NOT_TEXT', 'filter.search holds a NUL');
  return words.map((word) => {
    const $ilike = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return { $or: [{ name: { $ilike } }, { email: { $ilike } }, { company: { $ilike } }, { title: { $ilike } }] };
  });
};

/** The filter as a condition on rows that the actor may see. @throws AppError BAD_USER_INPUT for a search that is too long */
export const leadsMatching = (actor: TeamActor, filter: LeadFilter): FilterQuery<LeadEntity> => {
  const { status, ownerId, unowned, search, email, createdAfter, createdBefore } = filter;
  return {
    $and: [
      { teamId: actor.teamId },
      visibleLeads(actor),
      ...(status == null ? [] : [{ status: { $in: [...status] } }]),
      ...(ownerId == null ? [] : [kindOfId(ownerId) === 'user' ? { ownerId } : { id: { $in: [] } }]),
      ...(unowned == null ? [] : [{ ownerId: unowned ? null : { $ne: null } }]),
      ...(email == null ? [] : [{ emailKey: emailKey(email) }]),
      ...(createdAfter == null ? [] : [{ createdAt: { $gte: createdAfter } }]),
      ...(createdBefore == null ? [] : [{ createdAt: { $lt: createdBefore } }]),
      ...(search == null ? [] : containing(search)),
    ],
  };
};
