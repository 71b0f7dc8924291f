import { closeSharedSnapshot } from '../../database/in-snapshot.ts';
import { inSystem, type SystemUnit } from '../../database/in-system.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import { badField } from '../../shared/app-error.ts';
import { checkInput } from '../../shared/check-input.ts';
import { requireLine } from '../../shared/clean-text.ts';
import type { Context } from '../../shared/context.ts';
import {
  audit, checkPassword, createUser, hashPassword, limitGuesses, Member, openSession, PASSWORD_MAX, verifyPassword,
  type IssuedSession, type UserRef,
} from '../account/index.ts';
import { announceMember } from './announce-member.ts';
import { readInvitation, type InvitationTicket } from './invitation-ticket.ts';
import { lockMembers } from './lock-members.ts';
import { NAME_MAX } from './member.limits.ts';

export interface AcceptInvitation {
  token: string;
  name: string;
  password: string;
}

/** In the same words whatever is wrong with it. */
const badToken = () => badField('token', 'INVALID', 'token is used, expired, withdrawn or altered: ask for a new invitation');

interface Invited {
  teamName: string;
  email: string;
  /** The account that the address has already; null where the person is new. */
  userId: string | null;
  userName: string | null;
  userEmail: string | null;
  passwordHash: string | null;
}

const byTicket = `
  select t.name as "teamName", m.invited_email as email,
    u.id as "userId", u.name as "userName", u.email as "userEmail", u.password_hash as "passwordHash"
  from members m join teams t on t.id = m.team_id left join users u on u.email_key = m.invited_email_key
  where m.team_id = ? and m.id = ? and m.status = 'INVITED' and m.invitation_number = ? and m.invitation_expires_at > ?`;

const findInvited = async ({ em }: SystemUnit, { team, member, number }: InvitationTicket, now: Date): Promise<Invited> => {
  const [invited] = await em.execute<Invited[]>(byTicket, [team, member, number, now]);
  if (invited === undefined) throw badToken();
  return invited;
};

/** The person who accepts: one with an account, whose password was right, or one whose account is to be made. */
type Person = { kind: 'KNOWN'; user: UserRef } | { kind: 'NEW'; name: string; email: string; passwordHash: string };

/** A link that fell into wrong hands is no way to guess the password of an account. */
const provePassword = (ctx: Context, email: string, password: string, hash: string | null): Promise<void> =>
  limitGuesses(ctx, email, async () => {
    if (password.length > PASSWORD_MAX || !(await verifyPassword(password, hash)))
      throw badField('password', 'WRONG', 'password is wrong: this address has an account already, so give the password of that account');
  }, 'BAD_USER_INPUT');

/** Hashing takes its time, so this runs outside of every unit of work. */
const readPerson = async (ctx: Context, invited: Invited, { name: given, password }: AcceptInvitation): Promise<Person> => {
  const { userId, userName, userEmail, passwordHash } = invited;
  if (userId !== null && userName !== null && userEmail !== null) {
    await provePassword(ctx, userEmail, password, passwordHash);
    return { kind: 'KNOWN', user: { id: userId, name: userName, email: userEmail } };
  }
  const name = checkInput((faults) => {
    checkPassword(password, faults);
    return requireLine(given, { field: 'name', max: NAME_MAX }, faults);
  });
  return { kind: 'NEW', name, email: invited.email, passwordHash: await hashPassword(password) };
};

const join = async (tx: Tx, ticket: InvitationTicket, teamName: string, person: Person): Promise<IssuedSession> => {
  await lockMembers(tx);
  const now = tx.clock.now();
  // Asked again: of two at the same time one is too late, and the invitation may have been withdrawn meanwhile.
  const member = await tx.em.findOne(Member, { id: ticket.member, status: 'INVITED', invitationNumber: ticket.number, invitationExpiresAt: { $gt: now } });
  if (member === null) throw badToken();
  const user = person.kind === 'KNOWN' ? person.user : await createUser(tx, person);
  Object.assign(member, { userId: user.id, status: 'ACTIVE', joinedAt: now, invitedEmailKey: null, invitationExpiresAt: null });
  await tx.em.flush();
  const joining: Tx = { ...tx, actor: { kind: 'USER', teamId: ticket.team, role: member.role, sessionId: '', ...user } };
  announceMember(joining, member, 'JOINED');
  await audit(joining, { action: 'member.joined', target: member.id });
  return openSession(tx, user, member.role, { id: ticket.team, name: teamName });
};

/**
 * Makes an invited person a member, and signs in. Whoever has an account shows its password and keeps its name;
 * everyone else gets an account.
 * @throws AppError BAD_USER_INPUT for a token that is used, expired, withdrawn or altered, and for a wrong or weak password;
 * CONFLICT for an address that got an account this very moment; RATE_LIMITED after too many wrong passwords
 */
export const acceptInvitation = async (ctx: Context, input: AcceptInvitation): Promise<IssuedSession> => {
  const ticket = readInvitation(ctx, input.token);
  if (ticket === null) throw badToken();
  await closeSharedSnapshot(ctx);
  const invited = await inSystem(ctx, 'invitation', (system) => findInvited(system, ticket, ctx.clock.now()));
  const person = await readPerson(ctx, invited, input);
  return inTransaction({ ...ctx, actor: { kind: 'SYSTEM', teamId: ticket.team, job: 'invitation' } }, (tx) => join(tx, ticket, invited.teamName, person));
};
