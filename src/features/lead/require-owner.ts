import type { Tx } from '../../database/in-transaction.ts';
import { badField } from '../../shared/app-error.ts';
import { kindOfId } from '../../shared/ids.ts';
import { findMember, type UserRef } from '../account/index.ts';
import { canOwnLeads } from './lead.policy.ts';

/** The member who shall look after a lead. @throws AppError BAD_USER_INPUT, in the same words for an unknown person and one who cannot */
export const requireOwner = async (tx: Tx, ownerId: string): Promise<UserRef> => {
  const member = kindOfId(ownerId) === 'user' ? await findMember(tx, ownerId) : null;
  if (member === null || !canOwnLeads(member))
    throw badField('ownerId', 'OWNER_INVALID', 'ownerId must be the user id of an active OWNER, ADMIN or SALES member of the team');
  return member.user;
};
