import { inSystem } from '../../database/in-system.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import type { Schedule } from '../../jobs/schedule.ts';
import { PostMessages } from './post-messages.ts';

/** Teams that one sweep wakes; the next sweep wakes the rest. */
const TEAMS_PER_SWEEP = 1_000;

/** Finds messages that are due: those whose pause is over, and those whose worker has died over them. */
export const sweepDueMessages: Schedule = {
  name: 'slack.sweep',
  everyMs: ({ slack }) => slack.sweepMs,
  run: async (ctx) => {
    const due = await inSystem(ctx, 'due-slack-messages', ({ em }) =>
      em.execute<{ team_id: string }[]>('select distinct team_id from slack_messages where due_at <= ? limit ?', [ctx.clock.now(), TEAMS_PER_SWEEP]),
    );
    for (const { team_id: teamId } of due)
      await inTransaction({ ...ctx, actor: { kind: 'SYSTEM', teamId, job: 'slack.sweep' } }, (tx) => {
        enqueue(tx, PostMessages, { teamId });
        return Promise.resolve();
      });
  },
};
