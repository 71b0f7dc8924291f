import { LRUCache } from 'lru-cache';
import { inTransaction } from '../../database/in-transaction.ts';
import type { UserActor } from '../../shared/actor.ts';
import type { Context, Parts } from '../../shared/context.ts';
import { auditOnce } from './audit-once.ts';

/** Sessions that a process remembers to have written down; one that it has forgotten costs a statement more. */
const MAX_SEEN = 10_000;

const seen = new WeakMap<Parts, LRUCache<string, true>>();

const seenBy = (parts: Parts): LRUCache<string, true> => {
  const cache = seen.get(parts) ?? new LRUCache<string, true>({ max: MAX_SEEN });
  seen.set(parts, cache);
  return cache;
};

/**
 * Writes to the audit log that a session of the identity provider is in use: once for each, whichever instances meet
 * its token. Goes on by itself, and returns at once; what could not be written is tried again with the next use.
 */
export const noteProviderSession = (ctx: Context<UserActor>, issuedAt: Date): void => {
  const { sessionId, teamId } = ctx.actor;
  const cache = seenBy(ctx.parts);
  const key = `${teamId}/${sessionId}`;
  if (cache.has(key)) return;
  cache.set(key, true);
  inTransaction({ ...ctx }, (tx) => auditOnce(tx, { action: 'session.opened', target: sessionId, since: issuedAt, key: [sessionId] })).catch((error: unknown) => {
    cache.delete(key);
    ctx.log.warn({ err: error }, 'account: a session of the identity provider could not be written to the audit log');
  });
};
