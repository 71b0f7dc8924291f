import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { inSystem } from '../../database/in-system.ts';
import { defineJob, type JobContext } from '../../jobs/define-job.ts';
import { endSessionsInTeams } from './end-sessions-in-teams.ts';

/** People whose sessions one worker ends at once. */
const CONCURRENCY = 2;
/** The job is ordered before the moment is written; longer than this no transaction takes for it. */
const LOOKS = 120;
const LOOK_EVERY_MS = 500;

const momentOf = 'select sessions_since from users where id = ?';

/** Whether the person's sessions have ended as of `since`: not when that never came about, nor when a later moment has its own order. */
const hasCome = async (ctx: JobContext, userId: string, since: Date): Promise<boolean> => {
  for (let look = 1; look <= LOOKS; look += 1) {
    const [person] = await inSystem(ctx, 'session', ({ em }) => em.execute<{ sessions_since: Date | string }[]>(momentOf, [userId]));
    const moment = person === undefined ? Number.NaN : new Date(person.sessions_since).getTime();
    if (!(moment < since.getTime())) return moment === since.getTime();
    await setTimeout(LOOK_EVERY_MS, undefined, { signal: ctx.signal });
  }
  return false;
};

/** Closes, in all teams of a person, what ending all its sessions has left open; mostly nothing. */
export const EndRestOfSessions = defineJob({
  name: 'account.end-sessions',
  payload: z.object({ teamId: z.string(), userId: z.string(), action: z.string(), since: z.iso.datetime(), ip: z.string().nullable() }),
  key: ({ userId, since }) => `${userId}/${since}`,
  concurrency: CONCURRENCY,
  run: async (ctx, { userId, action, since: written, ip }) => {
    const since = new Date(written);
    if (!(await hasCome(ctx, userId, since))) return;
    await endSessionsInTeams({ ...ctx, ...(ip === null ? {} : { origin: { ip, client: null } }) }, { userId, action, since, late: true });
  },
});
