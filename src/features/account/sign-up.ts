import { closeSharedSnapshot } from '../../database/in-snapshot.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { actorFacts, type SystemActor } from '../../shared/actor.ts';
import { checkInput } from '../../shared/check-input.ts';
import { requireLine } from '../../shared/clean-text.ts';
import type { Context } from '../../shared/context.ts';
import { newId } from '../../shared/ids.ts';
import { audit } from './audit.ts';
import { checkPassword } from './check-password.ts';
import { countFailures } from './count-failures.ts';
import { createTeam } from './create-team.ts';
import { hashPassword } from './hash-password.ts';
import type { IssuedSession } from './issue-tokens.ts';
import { openSession } from './open-session.ts';
import { signInKeys, signInLimits } from './sign-in-limits.ts';

/** Longest name of a person or a team. */
const NAME_MAX = 200;

export interface SignUp {
  teamName: string;
  name: string;
  email: string;
  password: string;
}

/**
 * A new person, a new team with the person as its OWNER, and a session in it, all in one transaction. Asking for
 * addresses that have an account is limited, since the answer tells so.
 * @throws AppError BAD_USER_INPUT, RATE_LIMITED, or CONFLICT for an address that has an account
 */
export const signUp = async (ctx: Context, input: SignUp): Promise<IssuedSession> => {
  const { teamName, name } = checkInput((faults) => {
    checkPassword(input.password, faults);
    return {
      teamName: requireLine(input.teamName, { field: 'teamName', max: NAME_MAX }, faults),
      name: requireLine(input.name, { field: 'name', max: NAME_MAX }, faults),
    };
  });
  return countFailures('CONFLICT', async (take) => {
    await take(signInLimits(ctx).ofSignUps, signInKeys(ctx, input.email).address);
    const passwordHash = await hashPassword(input.password);
    // The transaction has another actor than the operation, so it does not know the operation's snapshot.
    await closeSharedSnapshot(ctx);
    const actor: SystemActor = { kind: 'SYSTEM', teamId: newId('team'), job: 'sign-up' };
    return inTransaction({ ...ctx, actor }, async (tx) => {
      const { team, owner } = await createTeam(tx, { name: teamName, owner: { name, email: input.email, passwordHash } });
      const session = await openSession(tx, owner, 'OWNER', team);
      await audit(tx, { action: 'team.created', target: team.id, data: { name: team.name }, actor: actorFacts(session.viewer.actor) });
      return session;
    });
  });
};
