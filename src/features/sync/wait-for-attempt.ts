import { closeSharedSnapshot } from '../../database/in-snapshot.ts';
import type { LoggedEvent } from '../../events/logged-event.ts';
import type { TeamContext } from '../../shared/context.ts';
import { getAttempt } from './get-attempt.ts';
import type { SyncAttemptRow, SyncStatus } from './sync-attempt.entity.ts';
import type { SyncEventPayload } from './sync.events.ts';

/** The longest a mutation waits; what is not finished then goes on, and `crmSync` tells of it. */
const WAIT_MS = 25_000;

const underWay: ReadonlySet<SyncStatus> = new Set<SyncStatus>(['QUEUED', 'RUNNING', 'RETRYING']);

const isEndOf = (attemptId: string) => ({ kind, payload }: LoggedEvent): boolean =>
  kind.startsWith('sync.') && (payload as SyncEventPayload).attempt.id === attemptId && !underWay.has((payload as SyncEventPayload).status);

/** Waits until the attempt has come to its end, on whichever process it runs; at the latest it answers how far it is. */
export const waitForAttempt = async (ctx: TeamContext, attemptId: string): Promise<SyncAttemptRow> => {
  const ended = Promise.withResolvers<void>();
  const isEnd = isEndOf(attemptId);
  // Listens first, then looks: the end cannot fall between the two.
  const following = await ctx.parts.streams.follow(ctx.actor.teamId, (events) => { if (events.some(isEnd)) ended.resolve(); });
  const timeout = setTimeout(() => { ended.resolve(); }, WAIT_MS);
  const onAbort = () => { ended.resolve(); };
  ctx.signal.addEventListener('abort', onAbort, { once: true });
  try {
    const now = await getAttempt(ctx, attemptId);
    if (!underWay.has(now.status)) return now;
    await closeSharedSnapshot(ctx);
    await ended.promise;
  } finally {
    clearTimeout(timeout);
    ctx.signal.removeEventListener('abort', onAbort);
    following.stop();
  }
  return getAttempt(ctx, attemptId);
};
