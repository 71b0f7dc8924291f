import { closeSharedSnapshot } from '../../database/in-snapshot.ts';
import { inSystem, type SystemUnit } from '../../database/in-system.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { Context } from '../../shared/context.ts';
import { endAtOnce } from './end-at-once.ts';
import { EndRestOfSessions } from './end-rest-of-sessions.ts';
import { endSessionsInTeams } from './end-sessions-in-teams.ts';

interface EndOfAll {
  userId: string;
  /** One of the person's teams: jobs belong to a team. */
  teamId: string;
  action: string;
  /** Writes the moment to the person, with what it is for; false where that cannot be any more. */
  write: (system: SystemUnit, since: Date) => Promise<boolean>;
}

/**
 * Ends every session of a person, in all teams. The moment written to the person is what ends them, all at once; the
 * teams then learn of it one by one, which closes the sockets. A job was ordered before: it finishes what a crash, or a
 * team that could not be reached, leaves open.
 * @returns false, and nothing has ended, where `write` has said so
 */
export const endAllSessions = async (ctx: Context, { userId, teamId, action, write }: EndOfAll): Promise<boolean> => {
  await closeSharedSnapshot(ctx);
  const since = ctx.clock.now();
  await inTransaction({ ...ctx, actor: { kind: 'SYSTEM', teamId, job: 'end-all-sessions' } }, async (tx) => {
    enqueue(tx, EndRestOfSessions, { teamId, userId, action, since: since.toISOString(), ip: ctx.origin?.ip ?? null });
  });
  if (!(await inSystem(ctx, 'session', (system) => write(system, since)))) return false;
  await endAtOnce(ctx, () => endSessionsInTeams(ctx, { userId, action, since, late: false }));
  return true;
};
