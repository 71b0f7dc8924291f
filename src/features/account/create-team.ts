import type { Tx } from '../../database/in-transaction.ts';
import { newId } from '../../shared/ids.ts';
import { createUser, type NewUser } from './create-user.ts';
import { Member } from './member.entity.ts';
import { Team, type TeamRef } from './team.entity.ts';
import type { UserRef } from './user.entity.ts';

export interface NewTeam {
  name: string;
  /** Its first member. */
  owner: NewUser;
}

/**
 * Creates the team that `tx` acts for, and a new person as its OWNER.
 * @throws AppError CONFLICT when the address has an account
 */
export const createTeam = async (tx: Tx, { name, owner }: NewTeam): Promise<{ team: Required<TeamRef>; owner: UserRef }> => {
  const { teamId } = tx.actor;
  const createdAt = tx.clock.now();
  const user = await createUser(tx, owner);
  await tx.em.insert(Team, { id: teamId, name, createdAt });
  await tx.em.insert(Member, {
    id: newId('member'), teamId, userId: user.id, role: 'OWNER', status: 'ACTIVE', externalId: null, joinedAt: createdAt, createdAt,
    invitedEmail: null, invitedEmailKey: null, invitedName: null, invitationNumber: 0, invitationExpiresAt: null,
  });
  return { team: { id: teamId, name }, owner: user };
};
