import { inSnapshot } from '../../database/in-snapshot.ts';
import { badField } from '../../shared/app-error.ts';
import { emailKey, phoneKey } from '../../shared/contact-keys.ts';
import type { TeamContext } from '../../shared/context.ts';
import { refuse } from '../account/index.ts';
import { Lead, type LeadRow } from './lead.entity.ts';
import { canListLeads, visibleLeads } from './lead.policy.ts';

/** Most leads shown beside one that they may be the same as. */
const DUPLICATES_MAX = 20;

/** What leads are compared by. */
interface Contact {
  email?: string | null;
  phone?: string | null;
}

/** Leads with this address, in any spelling of case, or with this number; oldest first. */
const leadsLike = (ctx: TeamContext, { email, phone }: Contact): Promise<LeadRow[]> => {
  const conditions = [...(email == null ? [] : [{ emailKey: emailKey(email) }]), ...(phone == null ? [] : [{ phone: phoneKey(phone) ?? phone }])];
  if (conditions.length === 0) return Promise.resolve([]);
  return inSnapshot(ctx, ({ em, actor }) =>
    em.find(Lead, { $and: [{ teamId: actor.teamId }, { $or: conditions }, visibleLeads(actor)] }, { orderBy: { createdAt: 'asc', id: 'asc' }, limit: DUPLICATES_MAX }));
};

/** Other leads that may be the same person as this one. */
export const possibleDuplicates = async (ctx: TeamContext, lead: LeadRow): Promise<LeadRow[]> =>
  (await leadsLike(ctx, lead)).filter(({ id }) => id !== lead.id);

/** Leads that a person with this address or number may be. @throws AppError FORBIDDEN; BAD_USER_INPUT when neither is given */
export const findDuplicateLeads = async (ctx: TeamContext, contact: Contact): Promise<LeadRow[]> => {
  if (!canListLeads(ctx.actor)) throw refuse(ctx.actor, 'see leads', 'leads:read');
  if (contact.email == null && contact.phone == null) throw badField('email', 'REQUIRED', 'give an e-mail address, a phone number, or both');
  return leadsLike(ctx, contact);
};
