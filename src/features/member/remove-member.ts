import type { Tx } from '../../database/in-transaction.ts';
import { forbidden } from '../../shared/app-error.ts';
import type { TeamContext } from '../../shared/context.ts';
import { audit, Member, revokeSessions, type MemberRow } from '../account/index.ts';
import { announceMember } from './announce-member.ts';
import { commitMember, type ChangedMember } from './commit-member.ts';
import { findRow, requireOtherOwner } from './find-row.ts';
import { canManageMembers, canRemoveMember } from './member.policy.ts';

/** The row stays, so that what the person did and owns keeps its name; the names it held are free again. */
const clearRow = (member: MemberRow): void => {
  Object.assign(member, { status: 'REMOVED', externalId: null, invitedEmailKey: null, invitationExpiresAt: null });
};

const remove = async (tx: Tx, member: MemberRow): Promise<void> => {
  const { userId } = member;
  await requireOtherOwner(tx, member);
  // Also of an invited person who was a member before: no session of then shall wake up with the next joining.
  if (userId !== null) await revokeSessions(tx, userId);
  clearRow(member);
  announceMember(tx, member, 'REMOVED', userId === null ? null : { userId });
  await audit(tx, { action: 'member.removed', target: member.id });
};

/**
 * Ends a membership or withdraws an invitation: the person's sessions in the team end at once. Everyone may leave. A
 * second call changes nothing.
 * @throws AppError FORBIDDEN; NOT_FOUND; CONFLICT for the last OWNER
 */
export const removeMember = (ctx: TeamContext, { id }: { id: string }): Promise<ChangedMember> =>
  commitMember(ctx, async (tx) => {
    const manages = canManageMembers(tx.actor);
    // Whoever manages nobody hears the same of every id but its own.
    const member = manages ? await findRow(tx, id) : await tx.em.findOne(Member, { id });
    if (member === null || !canRemoveMember(tx.actor, member)) throw forbidden(manages ? 'remove this member: its role may do more than you' : 'remove members');
    if (member.status === 'REMOVED') return { id, changed: false };
    await remove(tx, member);
    return { id, changed: true };
  });
