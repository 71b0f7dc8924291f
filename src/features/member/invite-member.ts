import { once } from '../../database/once.ts';
import type { Tx } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { Role } from '../../shared/actor.ts';
import { forbidden } from '../../shared/app-error.ts';
import { checkInput } from '../../shared/check-input.ts';
import { cleanLine } from '../../shared/clean-text.ts';
import { emailKey } from '../../shared/contact-keys.ts';
import type { TeamContext } from '../../shared/context.ts';
import { newId } from '../../shared/ids.ts';
import { audit, Member, type MemberRow, refuse, signInKeys } from '../account/index.ts';
import { announceMember } from './announce-member.ts';
import { commitMember, type ChangedMember } from './commit-member.ts';
import { claimExternalId, memberConflict } from './find-row.ts';
import { canChangeMember, canGiveRole, canManageMembers } from './member.policy.ts';
import { EXTERNAL_ID_MAX, NAME_MAX } from './member.limits.ts';
import { SendInvitation } from './send-invitation.ts';

export interface InviteMember {
  email: string;
  name?: string | null;
  role: Role;
  externalId?: string | null;
  idempotencyKey?: string | null;
}

interface Invitation {
  email: string;
  name: string | null;
  role: Role;
  externalId: string | null;
}

const readInput = ({ email, role, name, externalId }: InviteMember): Invitation =>
  checkInput((faults) => ({
    email: email.trim(),
    role,
    name: name == null ? null : cleanLine(name, { field: 'name', max: NAME_MAX }, faults),
    externalId: externalId == null ? null : cleanLine(externalId, { field: 'externalId', max: EXTERNAL_ID_MAX }, faults),
  }));

/** Active before invited before removed, though of one address there is one at most. */
const byEmail = `
  select m.id from members m left join users u on u.id = m.user_id
  where m.team_id = ? and (m.invited_email_key = ? or u.email_key = ?)
  order by m.status, m.id limit 1`;

const findByEmail = async ({ em, actor }: Tx, email: string): Promise<MemberRow | null> => {
  const [found] = await em.execute<{ id: string }[]>(byEmail, [actor.teamId, emailKey(email), emailKey(email)]);
  return found === undefined ? null : em.findOne(Member, { id: found.id });
};

const writeRow = async ({ em, actor, clock, parts }: Tx, known: MemberRow | null, { email, name, role, externalId }: Invitation): Promise<MemberRow> => {
  const now = clock.now();
  const invitation = {
    role, status: 'INVITED' as const, joinedAt: null,
    externalId: externalId ?? known?.externalId ?? null,
    invitedEmail: email, invitedEmailKey: emailKey(email), invitedName: name ?? known?.invitedName ?? null,
    // What makes every link before this one useless.
    invitationNumber: (known?.invitationNumber ?? 0) + 1,
    invitationExpiresAt: new Date(now.getTime() + parts.accounts.invitationSeconds * 1000),
  };
  const member = known ?? em.create(Member, { id: newId('member'), teamId: actor.teamId, userId: null, createdAt: now, ...invitation });
  em.assign(member, invitation);
  await em.flush();
  return member;
};

const invite = async (tx: Tx, invitation: Invitation): Promise<string> => {
  const known = await findByEmail(tx, invitation.email);
  if (known?.status === 'ACTIVE') throw await memberConflict(tx, known, 'This person is a member already: change the role with updateMember.');
  if (known?.status === 'INVITED' && !canChangeMember(tx.actor, known)) throw forbidden(`change this invitation: ${known.role} may do more than you`);
  if (invitation.externalId !== null) await claimExternalId(tx, invitation.externalId, known?.id);
  const member = await writeRow(tx, known, invitation);
  announceMember(tx, member, 'INVITED');
  await audit(tx, { action: 'member.invited', target: member.id, data: { role: member.role } });
  enqueue(tx, SendInvitation, { teamId: tx.actor.teamId, memberId: member.id, number: member.invitationNumber });
  return member.id;
};

/**
 * Invites a person by mail. Whoever is invited already, or was removed, gets a new link, and the one before it ends.
 * @throws AppError FORBIDDEN; BAD_USER_INPUT; CONFLICT for an active member, and for an `externalId` that is taken;
 * RATE_LIMITED for an address that was invited too often within the hour
 */
export const inviteMember = async (ctx: TeamContext, { idempotencyKey, ...input }: InviteMember): Promise<ChangedMember> => {
  if (!canManageMembers(ctx.actor)) throw refuse(ctx.actor, 'invite members', 'members:manage');
  if (!canGiveRole(ctx.actor, input.role)) throw forbidden(`give the role ${input.role}: it may do more than you`);
  const invitation = readInput(input);
  // Anyone can make a team and write to strangers in its name.
  await ctx.parts.mails.invitations.take(signInKeys(ctx, invitation.email).account);
  return commitMember(ctx, async (tx) => {
    const outcome = { changed: false };
    const id = await once(tx, { key: idempotencyKey, operation: 'inviteMember', request: input }, async () => {
      outcome.changed = true;
      return invite(tx, invitation);
    });
    return { id, ...outcome };
  });
};
