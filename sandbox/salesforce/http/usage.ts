import type { FastifyInstance, FastifyReply } from 'fastify';
import { limitExceeded } from '../salesforce-error.ts';
import type { Sandbox } from '../state.ts';

const MS_PER_MINUTE = 60_000;
const MINUTES_PER_DAY = 1_440;

const thisMinute = () => Math.floor(Date.now() / MS_PER_MINUTE);

/** Calls of the last 24 hours. */
export function usedToday({ usage }: Sandbox): number {
  const oldest = thisMinute() - MINUTES_PER_DAY;
  return [...usage].reduce((sum, [minute, calls]) => (minute > oldest ? sum + calls : sum), 0);
}

/** Makes the last 24 hours have had so many calls. */
export function setUsedToday(sandbox: Sandbox, calls: number): void {
  sandbox.usage = new Map([[thisMinute(), calls]]);
}

/** Counts a call and tells the budget on its answer. A refused call does not count. @throws SalesforceError 403 */
export function countCall(sandbox: Sandbox, reply: FastifyReply): void {
  const isLeft = usedToday(sandbox) < sandbox.options.dailyLimit;
  if (isLeft) sandbox.usage.set(thisMinute(), (sandbox.usage.get(thisMinute()) ?? 0) + 1);
  sendUsage(sandbox, reply);
  if (!isLeft) throw limitExceeded();
}

export function sendUsage(sandbox: Sandbox, reply: FastifyReply): void {
  reply.header('Sforce-Limit-Info', `api-usage=${usedToday(sandbox)}/${sandbox.options.dailyLimit}`);
}

export function registerLimits(app: FastifyInstance, sandbox: Sandbox): void {
  app.get('/services/data/:version/limits', () => {
    const { dailyLimit } = sandbox.options;
    return { DailyApiRequests: { Max: dailyLimit, Remaining: Math.max(dailyLimit - usedToday(sandbox), 0) } };
  });
}
