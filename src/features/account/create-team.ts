import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { Tx } from '../../database/in-transaction.ts';
import { AppError } from '../../shared/app-error.ts';
import { emailKey } from '../../shared/contact-keys.ts';
import { newId } from '../../shared/ids.ts';
import { Member } from './member.entity.ts';
import { Team, type TeamRef } from './team.entity.ts';
import { User, type UserRef } from './user.entity.ts';

export interface NewTeam {
  name: string;
  /** Its first member. The hash is made outside the transaction (hash-password.ts). */
  owner: { name: string; email: string; passwordHash: string };
}

/**
 * That an address has an account cannot be hidden here: without a mail to prove whose it is, the person must learn
 * why there is no new account. So it says that, and neither the name nor the teams behind the address.
 */
const emailTaken = () =>
  new AppError('CONFLICT', 'This e-mail address has an account already: sign in instead.', {
    details: [{ field: 'email', code: 'EMAIL_TAKEN', message: 'This e-mail address has an account already' }],
  });

/**
 * Creates the team that `tx` acts for, and a new person as its OWNER.
 * @throws AppError CONFLICT when the address has an account
 */
export const createTeam = async (tx: Tx, { name, owner }: NewTeam): Promise<{ team: Required<TeamRef>; owner: UserRef }> => {
  const { teamId } = tx.actor;
  const createdAt = tx.clock.now();
  const user = { id: newId('user'), name: owner.name, email: owner.email };
  try {
    await tx.em.insert(User, { ...user, emailKey: emailKey(owner.email), passwordHash: owner.passwordHash, createdAt });
  } catch (error) {
    throw error instanceof UniqueConstraintViolationException ? emailTaken() : error;
  }
  await tx.em.insert(Team, { id: teamId, name, createdAt });
  await tx.em.insert(Member, {
    id: newId('member'), teamId, userId: user.id, role: 'OWNER', status: 'ACTIVE', externalId: null, joinedAt: createdAt, createdAt,
  });
  return { team: { id: teamId, name }, owner: user };
};
