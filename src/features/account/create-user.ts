import { UniqueConstraintViolationException } from '@mikro-orm/core';
import type { Tx } from '../../database/in-transaction.ts';
import { AppError } from '../../shared/app-error.ts';
import { emailKey } from '../../shared/contact-keys.ts';
import { newId } from '../../shared/ids.ts';
import { User, type UserRef } from './user.entity.ts';

export interface NewUser {
  name: string;
  email: string;
  /** Made outside the transaction (hash-password.ts). */
  passwordHash: string;
}

/**
 * That an address has an account cannot be hidden here: without a mail to prove whose it is, the person must learn
 * why there is no new account. So it says that, and neither the name nor the teams behind the address.
 */
const emailTaken = () =>
  new AppError('CONFLICT', 'This e-mail address has an account already: sign in instead.', {
    details: [{ field: 'email', code: 'EMAIL_TAKEN', message: 'This e-mail address has an account already' }],
  });

/** A new person, as yet in no team. @throws AppError CONFLICT when the address has an account; the transaction is lost then */
export const createUser = async (tx: Tx, { name, email, passwordHash }: NewUser): Promise<UserRef> => {
  const createdAt = tx.clock.now();
  const user = { id: newId('user'), name, email };
  try {
    await tx.em.insert(User, { ...user, emailKey: emailKey(email), passwordHash, sessionsSince: createdAt, createdAt });
  } catch (error) {
    throw error instanceof UniqueConstraintViolationException ? emailTaken() : error;
  }
  return user;
};
