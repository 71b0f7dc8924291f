import { z } from 'zod';
import { CrmError, type SyncFault } from '../../crm/crm-provider.ts';
import { inTransaction, type Tx } from '../../database/in-transaction.ts';
import { defineJob, type JobContext } from '../../jobs/define-job.ts';
import { newId } from '../../shared/ids.ts';
import { retryDelay } from '../../shared/retry-delay.ts';
import { postMessage } from '../../slack/post-message.ts';
import { noteStanding } from './note-standing.ts';
import { openWebhook } from './open-webhook.ts';

/** Teams whose messages one worker posts at once. */
const CONCURRENCY = 4;
/** Beyond the longest call: who has not noted a result by then counts as dead. */
const CLAIM_MARGIN_MS = 5_000;
/** News of yesterday helps nobody: what could not be posted for so long is dropped. */
const GIVE_UP_MS = 24 * 60 * 60 * 1_000;

interface Claimed {
  id: string;
  text: string;
  tries: number;
  created_at: Date | string;
}

/** Only ever the oldest: none passes another. */
const claimOldest = `
  update slack_messages set claim = ?, due_at = ?, tries = tries + 1
  where id = (select id from slack_messages where team_id = ? order by id limit 1) and due_at <= ?
  returning id, text, tries, created_at`;

const settle = 'delete from slack_messages where id = ? and claim = ? returning 1';
const putBack = 'update slack_messages set claim = null, due_at = ? where id = ? and claim = ? returning 1';

const take = (ctx: JobContext, claim: string): Promise<Claimed | undefined> =>
  inTransaction(ctx, async ({ em, actor, clock, parts }) => {
    const now = clock.now().getTime();
    const lapses = new Date(now + parts.slack.timeoutMs + CLAIM_MARGIN_MS);
    return (await em.execute<Claimed[]>(claimOldest, [claim, lapses, actor.teamId, new Date(now)]))[0];
  });

/** Null once it is there; a team without an address, by now, has nobody to tell. */
const deliver = async (ctx: JobContext, text: string): Promise<SyncFault | null> => {
  try {
    const address = await openWebhook(ctx);
    if (address !== null) await postMessage(ctx, address, text);
    return null;
  } catch (error) {
    if (error instanceof CrmError) return error.fault;
    throw error;
  }
};

const failed = async (tx: Tx, claim: string, message: Claimed, fault: SyncFault): Promise<boolean> => {
  const now = tx.clock.now().getTime();
  const isOver = !fault.retryable || now - new Date(message.created_at).getTime() > GIVE_UP_MS;
  const dueAt = new Date(now + retryDelay(message.tries - 1, fault.retryAfter, tx.parts.slack.retry));
  const held = await tx.em.execute<unknown[]>(isOver ? settle : putBack, isOver ? [message.id, claim] : [dueAt, message.id, claim]);
  if (held.length > 0 && isOver) tx.log.warn({ code: fault.code, tries: message.tries }, 'slack: a message was given up');
  return held.length > 0;
};

const note = (ctx: JobContext, claim: string, message: Claimed, fault: SyncFault | null): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const isHeld = fault === null ? (await tx.em.execute<unknown[]>(settle, [message.id, claim])).length > 0 : await failed(tx, claim, message, fault);
    if (isHeld) await noteStanding(tx, fault);
  });

/** Posts what waits for a team, one after the other, until nothing is due. */
export const PostMessages = defineJob({
  name: 'slack.post',
  payload: z.object({ teamId: z.string() }),
  key: ({ teamId }) => teamId,
  concurrency: CONCURRENCY,
  run: async (ctx) => {
    while (!ctx.signal.aborted) {
      const claim = newId('claim');
      const message = await take(ctx, claim);
      if (message === undefined) return;
      await note(ctx, claim, message, await deliver(ctx, message.text));
    }
  },
});
