import { inTransaction } from '../../../src/database/in-transaction.ts';
import type { Role } from '../../../src/shared/actor.ts';
import { newId } from '../../../src/shared/ids.ts';
import type { Session, TestApp } from '../../support/app.ts';

/** A new person who is a member of the team, signed in to it. Inviting members is a later feature: here it joins by hand. */
export const joinTeam = async (app: TestApp, { teamId }: Session, role: Role, name: string = role): Promise<Session> => {
  const person = await app.signUp(name);
  await inTransaction({ ...app.app.parts.base, actor: { kind: 'SYSTEM', teamId, job: 'test' } }, ({ em }) =>
    em.execute("insert into members (id, team_id, user_id, role, status, invitation_number, joined_at, created_at) values (?, ?, ?, ?, 'ACTIVE', 0, now(), now())", [
      newId('member'), teamId, person.userId, role,
    ]));
  const { signIn } = await app.ask('mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }', {
    input: { email: person.email, password: 'a-long-enough-password', teamId },
  });
  return { ...person, teamId, token: signIn.accessToken };
};
