import { CrmError, type SyncFault } from '../../crm/crm-provider.ts';
import { inSnapshot, outsideSnapshot } from '../../database/in-snapshot.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import type { Budget } from '../../limits/budgets.ts';
import { forbidden } from '../../shared/app-error.ts';
import type { Parts, TeamContext } from '../../shared/context.ts';
import { escapeText, postMessage } from '../../slack/post-message.ts';
import { Team } from '../account/index.ts';
import { canManageIntegrations } from '../integration/index.ts';
import { noteStanding } from './note-standing.ts';
import { openWebhook } from './open-webhook.ts';

/** Tests of one team in a minute: each is a message that somebody sees, perhaps in a channel of the operator's. */
const TESTS_PER_MINUTE = 10;

/** What a test found; the type SlackTestPayload of the public schema. */
export interface SlackTest {
  ok: boolean;
  latencyMs: number | null;
  fault: SyncFault | null;
}

const opened = new WeakMap<Parts, Budget>();

const budgetOf = (parts: Parts): Budget => {
  const budget = opened.get(parts) ?? parts.budgets.open({ name: 'slack-test', points: TESTS_PER_MINUTE, seconds: 60 });
  opened.set(parts, budget);
  return budget;
};

const notConfigured: SyncFault = { code: 'NOT_FOUND', message: 'Slack is not set up.', hint: 'An owner or an admin of the team sets the address of an incoming webhook with configureSlack.', retryable: false };

const tryIt = async (ctx: TeamContext, address: string): Promise<SlackTest> => {
  const team = await inSnapshot(ctx, ({ em, actor }) => em.findOneOrFail(Team, { id: actor.teamId }));
  const begunAt = performance.now();
  await outsideSnapshot(ctx, (own) => postMessage(own, address, `Alerts of the team "${escapeText(team.name)}" in Leadwire will arrive here. This is a test; nothing is wrong.`));
  return { ok: true, latencyMs: Math.round(performance.now() - begunAt), fault: null };
};

/**
 * Posts a message, now. What it finds is also what the integration says afterwards.
 * @throws AppError FORBIDDEN, RATE_LIMITED; whatever else is wrong is in the answer
 */
export const testSlack = async (ctx: TeamContext): Promise<SlackTest> => {
  if (!canManageIntegrations(ctx.actor)) throw forbidden('test Slack');
  await budgetOf(ctx.parts).take(ctx.actor.teamId);
  let result: SlackTest;
  try {
    const address = await openWebhook(ctx);
    if (address === null) return { ok: false, latencyMs: null, fault: notConfigured };
    result = await tryIt(ctx, address);
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    result = { ok: false, latencyMs: null, fault: error.fault };
  }
  await inTransaction(ctx, (tx) => noteStanding(tx, result.fault));
  return result;
};
