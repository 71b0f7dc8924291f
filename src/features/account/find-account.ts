import type { SystemUnit } from '../../database/in-system.ts';

/** A person with the hash of the password, whatever teams it is in. */
export interface Account {
  id: string;
  name: string;
  email: string;
  passwordHash: string;
}

const byId = 'select id, name, email, password_hash as "passwordHash" from users where id = ?';

/** The person with this id; undefined for none. */
export const findAccount = async ({ em }: SystemUnit, userId: string): Promise<Account | undefined> => (await em.execute<Account[]>(byId, [userId]))[0];
