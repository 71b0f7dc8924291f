import { inSystem } from '../../database/in-system.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { unauthenticated } from '../../shared/app-error.ts';
import { emailKey } from '../../shared/contact-keys.ts';
import type { Context } from '../../shared/context.ts';
import { PASSWORD_MAX } from './check-password.ts';
import { findMember } from './find-member.ts';
import { findMemberships } from './find-memberships.ts';
import { verifyPassword } from './hash-password.ts';
import type { IssuedSession } from './issue-tokens.ts';
import { limitGuesses } from './limit-guesses.ts';
import { openSession } from './open-session.ts';

export interface SignIn {
  email: string;
  password: string;
  teamId?: string | null;
}

/** One sentence for an unknown address, a wrong password and a team that is not theirs: none of them can be told from outside. */
const refused = () => unauthenticated('E-mail or password is wrong.');

const enter = async (ctx: Context, { email, password, teamId }: SignIn): Promise<IssuedSession> => {
  const memberships = await inSystem(ctx, 'sign-in', (system) => findMemberships(system, emailKey(email)));
  const known = await verifyPassword(password.slice(0, PASSWORD_MAX), memberships[0]?.password_hash ?? null);
  const membership = teamId == null ? memberships[0] : memberships.find((candidate) => candidate.team_id === teamId);
  if (!known || membership === undefined || password.length > PASSWORD_MAX) throw refused();

  return inTransaction({ ...ctx, actor: { kind: 'SYSTEM', teamId: membership.team_id, job: 'sign-in' } }, async (tx) => {
    // Asked again: the password took its time. The person may have been removed meanwhile, or the password be another.
    const member = await findMember(tx, membership.user_id);
    if (member?.status !== 'ACTIVE' || member.sessionsSince.getTime() !== new Date(membership.sessions_since).getTime()) throw refused();
    return openSession(tx, member.user, member.role, { id: membership.team_id, name: membership.team_name });
  });
};

/**
 * A session in the team asked for, else in the one joined first. Costs the same time whether the address is known,
 * and is refused after too many failures from an address, of an account, or of the two together.
 * @throws AppError UNAUTHENTICATED, RATE_LIMITED
 */
export const signIn = (ctx: Context, input: SignIn): Promise<IssuedSession> => limitGuesses(ctx, input.email, () => enter(ctx, input));
