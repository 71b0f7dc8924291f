import type { Tx } from '../../database/in-transaction.ts';
import { enqueue } from '../../jobs/enqueue.ts';
import { newId } from '../../shared/ids.ts';
import { PostMessages } from './post-messages.ts';
import { SlackMessage } from './slack-message.entity.ts';
import { SlackWebhook } from './slack-webhook.entity.ts';

/** Messages of one team that may wait; what comes on top of them is not told. */
const MAX_WAITING = 200;

/**
 * Orders a message with the transaction: it is posted once that commits, and never when it does not. Does nothing for a
 * team that has no address. Messages arrive in their order, each at least once: where a worker dies between Slack's
 * answer and its own note of it, the message is posted again.
 */
export const tellSlack = async (tx: Tx, text: string): Promise<void> => {
  const { em, actor: { teamId }, clock, parts } = tx;
  if (parts.slack.defaultWebhook === null && (await em.count(SlackWebhook, { teamId })) === 0) return;
  if ((await em.count(SlackMessage, { teamId })) >= MAX_WAITING) {
    tx.log.warn({ teamId, waiting: MAX_WAITING }, 'slack: too many messages wait, so one more is not told');
    return;
  }
  const now = clock.now();
  await em.insert(SlackMessage, { id: newId('message'), teamId, text, createdAt: now, dueAt: now, claim: null, tries: 0 });
  enqueue(tx, PostMessages, { teamId });
};
