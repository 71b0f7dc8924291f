import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { CrmError } from '../crm-provider.ts';
import { triedAgain } from '../tried-again.ts';
import type { BucketRule } from './bucket-rule.ts';
import type { Buckets } from './buckets.ts';
import { createLine, type Line } from './line.ts';

/** The longest that a request of a person waits for its turn, in milliseconds. */
const PATIENCE_OF_PEOPLE_MS = 5_000;
/** And one of a job: longer than any window, and well within the claim of a sync. */
const PATIENCE_OF_JOBS_MS = 20_000;
/** Connections before which jobs of one process wait at once. */
const MAX_LINES = 10_000;

/** Who waits. */
export interface Waiting {
  /** Somebody waits for the answer: such requests go before those of jobs. */
  person: boolean;
  signal: AbortSignal;
  /** The provider, as people call it. */
  provider: string;
}

const tooLong = (provider: string, waitMs: number): CrmError =>
  new CrmError({
    code: 'RATE_LIMITED',
    message: `As many requests as ${provider} takes of this account are under way already.`,
    hint: triedAgain(),
    retryable: true,
    retryAfter: Math.ceil(waitMs),
  }, { undone: true });

const wait = async (ms: number, signal: AbortSignal): Promise<void> => {
  if (ms <= 0) return;
  await sleep(ms, undefined, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });
};

type WaitForTurn = (key: string, ruleOf: () => BucketRule, waiting: Waiting) => Promise<void>;

/**
 * A person books its turn and waits for it. Jobs book none ahead, so that there is always room before them: they form
 * a line, whose first takes a turn once one is free that people have left.
 */
export const createWaitingRoom = (buckets: Buckets): WaitForTurn => {
  const lines = new LRUCache<string, Line>({ max: MAX_LINES });
  const lineOf = (key: string): Line => {
    const line = lines.get(key) ?? createLine();
    lines.set(key, line);
    return line;
  };

  const waitAsPerson = async (key: string, { stepMs, leadMs }: BucketRule, { provider, signal }: Waiting) => {
    const turn = await buckets.take(key, { stepMs, leadMs, patienceMs: PATIENCE_OF_PEOPLE_MS });
    if (!turn.booked) throw tooLong(provider, turn.waitMs);
    await wait(turn.waitMs, signal);
  };

  const waitAsJob = async (key: string, ruleOf: () => BucketRule, { provider, signal }: Waiting) => {
    const deadline = performance.now() + PATIENCE_OF_JOBS_MS;
    for (;;) {
      const { stepMs, leadOfJobsMs } = ruleOf();
      const turn = await buckets.take(key, { stepMs, leadMs: leadOfJobsMs, patienceMs: 0 });
      if (turn.booked) return;
      if (performance.now() + turn.waitMs > deadline) throw tooLong(provider, turn.waitMs);
      await wait(turn.waitMs, signal);
    }
  };

  return async (key, ruleOf, waiting) => {
    waiting.signal.throwIfAborted();
    if (waiting.person) await waitAsPerson(key, ruleOf(), waiting);
    else await lineOf(key)(waiting.signal, () => waitAsJob(key, ruleOf, waiting));
  };
};
