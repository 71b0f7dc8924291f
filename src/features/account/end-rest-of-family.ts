import { z } from 'zod';
import { defineJob } from '../../jobs/define-job.ts';
import { endFamily } from './end-family.ts';

/** Families that one worker ends at once. */
const CONCURRENCY = 2;

/** Ends, in all teams, what the end of one session has left of its family; mostly nothing. */
export const EndRestOfFamily = defineJob({
  name: 'account.end-family',
  payload: z.object({ teamId: z.string(), userId: z.string(), family: z.string(), action: z.enum(['session.closed', 'session.token_reused']), ip: z.string().nullable() }),
  key: ({ family }) => family,
  concurrency: CONCURRENCY,
  run: (ctx, { userId, family, action, ip }) => endFamily({ ...ctx, ...(ip === null ? {} : { origin: { ip, client: null } }) }, { userId, family, action }),
});
