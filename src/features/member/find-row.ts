import type { Tx } from '../../database/in-transaction.ts';
import { AppError, notFound } from '../../shared/app-error.ts';
import { kindOfId } from '../../shared/ids.ts';
import { Member, type MemberRow } from '../account/index.ts';
import { readMember } from './member-view.ts';

/** A member of the team, to be changed under the lock (lock-members.ts). @throws AppError NOT_FOUND */
export const findRow = async ({ em }: Tx, id: string): Promise<MemberRow> => {
  const member = kindOfId(id) === 'member' ? await em.findOne(Member, { id }) : null;
  if (member === null) throw notFound('Member');
  return member;
};

/** A refusal that shows the member as it is. */
export const memberConflict = async (tx: Tx, { id }: { id: string }, message: string): Promise<AppError> =>
  new AppError('CONFLICT', message, { current: await readMember(tx, id) });

/** The name by which another system knows a member is given to one only. @throws AppError CONFLICT with the member that has it */
export const claimExternalId = async (tx: Tx, externalId: string, memberId: string | undefined): Promise<void> => {
  const taken = await tx.em.findOne(Member, { externalId });
  if (taken !== null && taken.id !== memberId) throw await memberConflict(tx, taken, 'Another member has this externalId.');
};

/** @throws AppError CONFLICT where the member is the only OWNER who can sign in */
export const requireOtherOwner = async (tx: Tx, { id, role, status }: MemberRow): Promise<void> => {
  if (role !== 'OWNER' || status !== 'ACTIVE') return;
  const others = await tx.em.count(Member, { role: 'OWNER', status: 'ACTIVE', id: { $ne: id } });
  if (others === 0) throw await memberConflict(tx, { id }, 'A team needs an OWNER: make somebody else OWNER first.');
};
