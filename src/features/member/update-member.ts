import type { Tx } from '../../database/in-transaction.ts';
import type { Role } from '../../shared/actor.ts';
import { badField, forbidden } from '../../shared/app-error.ts';
import { checkInput } from '../../shared/check-input.ts';
import { cleanLine } from '../../shared/clean-text.ts';
import type { TeamContext } from '../../shared/context.ts';
import { audit, type MemberRow, refuse } from '../account/index.ts';
import { announceMember } from './announce-member.ts';
import { commitMember, type ChangedMember } from './commit-member.ts';
import { claimExternalId, findRow, memberConflict, requireOtherOwner } from './find-row.ts';
import { EXTERNAL_ID_MAX } from './member.limits.ts';
import { canChangeMember, canGiveRole, canManageMembers } from './member.policy.ts';

export interface UpdateMember {
  id: string;
  role?: Role | null;
  externalId?: string | null;
}

const setRole = async (tx: Tx, member: MemberRow, role: Role): Promise<void> => {
  if (!canChangeMember(tx.actor, member)) throw forbidden(`change the role of this member: ${member.role} may do more than you`);
  if (!canGiveRole(tx.actor, role)) throw forbidden(`give the role ${role}: it may do more than you`);
  await requireOtherOwner(tx, member);
  await audit(tx, { action: 'member.role_changed', target: member.id, data: { from: member.role, to: role } });
  member.role = role;
};

const readExternalId = (externalId: string | null | undefined): string | null | undefined =>
  externalId == null ? externalId : checkInput((faults) => cleanLine(externalId, { field: 'externalId', max: EXTERNAL_ID_MAX }, faults));

/**
 * Gives a member another role, or another external id. Its sessions go on; what it has open is closed when the role
 * has changed, and comes back with the new rights.
 * @throws AppError FORBIDDEN; NOT_FOUND; BAD_USER_INPUT; CONFLICT for the last OWNER, a removed member, and an `externalId` that is taken
 */
export const updateMember = async (ctx: TeamContext, { id, role, externalId: given }: UpdateMember): Promise<ChangedMember> => {
  if (!canManageMembers(ctx.actor)) throw refuse(ctx.actor, 'change members', 'members:manage');
  if (role === null) throw badField('role', 'REQUIRED', 'role cannot be cleared: leave it out, or name another one');
  const externalId = readExternalId(given);
  return commitMember(ctx, async (tx) => {
    const member = await findRow(tx, id);
    if (member.status === 'REMOVED') throw await memberConflict(tx, member, 'This member was removed: invite the person again.');
    const newRole = role !== undefined && role !== member.role;
    const newName = externalId !== undefined && externalId !== member.externalId;
    if (newName && externalId !== null) await claimExternalId(tx, externalId, id);
    if (newRole) await setRole(tx, member, role);
    if (newName) member.externalId = externalId;
    if (newRole || newName) announceMember(tx, member, 'UPDATED', newRole && member.userId !== null ? { userId: member.userId } : null);
    return { id, changed: newRole || newName };
  });
};
